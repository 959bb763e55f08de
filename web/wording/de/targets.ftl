target-ball_first_percent = Ballen zuerst, mindestens
target-cadence_spm = Schrittfrequenz, mindestens
target-contact_time_s = Bodenkontaktzeit, höchstens
target-onset_steepness_per_s = Leiser aufsetzen (Anstieg, nur als Trend), höchstens
