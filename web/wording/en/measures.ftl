group-landing = Landing
group-timing = Timing
group-place = Place
group-line = Gait line
group-zones = Zones of the foot
group-load = Load
group-how = How it was measured

measure-ask = What is { $name }?
measure-ball_first_percent-name = { definition-ball_first-name }
measure-ball_first_percent = { definition-ball_first }
measure-strike_index_percent-name = { definition-strike_index-name }
measure-strike_index_percent = { definition-strike_index }
measure-strike_index_sd_percent-name = Error of the index
measure-strike_index_sd_percent = Standard deviation to be expected of one step's strike index, from the size of the cells and the frame rate.
measure-heel_to_ball_s-name = Heel to ball
measure-heel_to_ball_s = From the first load on the heel to the first load on the ball. Negative when the ball was first; unknown when one of them was never loaded.
measure-heel_contact_s-name = Heel contact
measure-heel_contact_s = How long the heel was loaded, all spells together. After a landing on the ball it is the heel's kiss.
measure-foot_flat_s-name = Until flat
measure-foot_flat_s = From contact until heel and ball have both been loaded.
measure-onset_steepness_per_s-name = Onset steepness
measure-onset_steepness_per_s = How fast the force rises from 20 to 80 % of its greatest value in the first 50 ms, as a share of the step's peak per second. Belt, deck and sensors soften it: a trend of one runner on one mat, not a loading rate.
measure-contact_time_s-name = { definition-contact_time-name }
measure-contact_time_s = { definition-contact_time }
measure-flight_time_s-name = { definition-flight_time-name }
measure-flight_time_s = { definition-flight_time }
measure-step_time_s-name = Step time
measure-step_time_s = From the last contact of the other foot to this one. Unknown after a missed step, a hop or a pause.
measure-stride_time_s-name = Stride time
measure-stride_time_s = From the last contact of the same foot to this one.
measure-duty_factor-name = Duty factor
measure-duty_factor = Contact time as a share of the stride time; below 0.5 in running.
measure-step_length_m-name = Step length
measure-step_length_m = Along the belt from the other foot's last print to this one: the belt's travel and the change of landing place together. As good as the belt speed.
measure-stride_length_m-name = Stride length
measure-stride_length_m = Along the belt from the same foot's last print to this one.
measure-step_width_m-name = Step width
measure-step_width_m = How far the middle of the right foot lies to the right of the left foot's. Negative when the feet cross over.
measure-toe_out_deg-name = Toe-out
measure-toe_out_deg = Angle of the foot's axis to the belt, positive when the toes point outward. Unknown when the heel did not land.
measure-landing_x_m-name = Landing, across
measure-landing_x_m = Where the foot landed, from the left edge of the sensors: centre of pressure of the first 20 ms.
measure-landing_y_m-name = Landing, along
measure-landing_y_m = Where the foot landed, from the front edge of the sensors: centre of pressure of the first 20 ms.
measure-gait_line_length_m-name = Length of the line
measure-gait_line_length_m = Length of the path that the centre of pressure takes through the foot, while the force is above 10 % of its peak.
measure-gait_line_width_m-name = Width of the line
measure-gait_line_width_m = How far that path spreads across the foot's axis.
measure-gait_line_speed_m_s-name = Speed of the line
measure-gait_line_speed_m_s = Mean speed of the centre of pressure along its path.
measure-heel_impulse_n_s-name = Impulse, heel
measure-heel_impulse_n_s = Force added up over time under the rear third of the foot. Taken from the sharpened print.
measure-midfoot_impulse_n_s-name = Impulse, midfoot
measure-midfoot_impulse_n_s = Force added up over time from 33 to 55 % of the foot's length.
measure-ball_impulse_n_s-name = Impulse, ball
measure-ball_impulse_n_s = Force added up over time from 55 to 80 % of the foot's length.
measure-toes_impulse_n_s-name = Impulse, toes
measure-toes_impulse_n_s = Force added up over time on the front 20 % of the foot.
measure-medial_impulse_n_s-name = Impulse, inner side
measure-medial_impulse_n_s = Force added up over time on the inner side of the foot's axis.
measure-lateral_impulse_n_s-name = Impulse, outer side
measure-lateral_impulse_n_s = Force added up over time on the outer side of the foot's axis.
measure-heel_peak_n-name = Peak, heel
measure-heel_peak_n = Greatest force on the rear third of the foot.
measure-midfoot_peak_n-name = Peak, midfoot
measure-midfoot_peak_n = Greatest force from 33 to 55 % of the foot's length.
measure-ball_peak_n-name = Peak, ball
measure-ball_peak_n = Greatest force from 55 to 80 % of the foot's length.
measure-toes_peak_n-name = Peak, toes
measure-toes_peak_n = Greatest force on the front 20 % of the foot.
measure-medial_peak_n-name = Peak, inner side
measure-medial_peak_n = Greatest force on the inner side of the foot's axis.
measure-lateral_peak_n-name = Peak, outer side
measure-lateral_peak_n = Greatest force on the outer side of the foot's axis.
measure-peak_force_n-name = Peak force
measure-peak_force_n = Greatest force of the contact.
measure-impulse_n_s-name = Impulse
measure-impulse_n_s = Force added up over the time of the contact.
measure-print_length_m-name = Length of the print
measure-print_length_m = From edge to edge of the outermost cells that bore at least 1 N/cm². About a row longer than the contact itself, and not the foot's length.
measure-contact_area_m2-name = Contact area
measure-contact_area_m2 = Area of the print above 5 % of its peak. It grows with the size of the cells: compare it only on one mat.
measure-confidence-name = { definition-confidence-name }
measure-confidence = { definition-confidence }
measure-threshold_n-name = Contact threshold
measure-threshold_n = Force that counted as contact in this step.
measure-foot_length_m-name = Foot length
measure-foot_length_m = Length of foot or shoe that the strike index was measured along.
measure-belt_speed_m_s-name = { definition-belt_speed-name }
measure-belt_speed_m_s = Mean speed of the belt during the contact.
measure-pain-name = Pain
measure-cadence_spm-name = { definition-cadence-name }

change-points = { $amount } points
change-by = { $family ->
    [index] { $direction ->
        [more] further forward
       *[less] further back
    }
    [share] { $direction ->
        [more] more often
       *[less] less often
    }
    [turn] { $direction ->
        [more] further outward
       *[less] further inward
    }
    [delay] { $direction ->
        [more] ball later
       *[less] ball earlier
    }
    [length] { $direction ->
        [more] longer
       *[less] shorter
    }
    [time] { $direction ->
        [more] longer
       *[less] shorter
    }
    [width] { $direction ->
        [more] wider
       *[less] narrower
    }
    [across] { $direction ->
        [more] further right
       *[less] further left
    }
    [along] { $direction ->
        [more] further back
       *[less] further forward
    }
    [speed] { $direction ->
        [more] faster
       *[less] slower
    }
    [steepness] { $direction ->
        [more] steeper
       *[less] less steep
    }
   *[amount] { $direction ->
        [more] higher
       *[less] lower
    }
} by { $amount }
