target-ball_first_percent = Ball first, at least
target-cadence_spm = Cadence, at least
target-contact_time_s = Contact time, at most
target-onset_steepness_per_s = Quieter landing (onset, a trend only), at most
