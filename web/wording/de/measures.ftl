group-landing = Aufsetzen
group-timing = Zeiten
group-place = Ort
group-line = Ganglinie
group-zones = Zonen des Fußes
group-load = Last
group-how = Wie gemessen wurde

measure-ask = Was bedeutet { $name }?
measure-ball_first_percent-name = { definition-ball_first-name }
measure-ball_first_percent = { definition-ball_first }
measure-strike_index_percent-name = { definition-strike_index-name }
measure-strike_index_percent = { definition-strike_index }
measure-strike_index_sd_percent-name = Fehler des Index
measure-strike_index_sd_percent = Standardabweichung, die beim Strike-Index eines einzelnen Schritts zu erwarten ist, aus der Größe der Zellen und der Bildrate.
measure-heel_to_ball_s-name = Ferse bis Ballen
measure-heel_to_ball_s = Von der ersten Last auf der Ferse bis zur ersten Last auf dem Ballen. Negativ, wenn der Ballen zuerst kam; unbekannt, wenn eines von beiden nie belastet war.
measure-heel_contact_s-name = Fersenkontakt
measure-heel_contact_s = Wie lange die Ferse belastet war, alle Abschnitte zusammen. Nach einem Aufsetzen auf dem Ballen ist es das kurze Absenken der Ferse.
measure-foot_flat_s-name = Bis flach
measure-foot_flat_s = Vom Kontakt, bis Ferse und Ballen beide belastet waren.
measure-onset_steepness_per_s-name = Anstieg
measure-onset_steepness_per_s = Wie schnell die Kraft in den ersten 50 ms von 20 auf 80 % ihres größten Werts steigt, als Anteil der Spitze je Sekunde. Band, Deck und Sensoren dämpfen sie: eine Tendenz eines Läufers auf einer Matte, keine Belastungsrate.
measure-contact_time_s-name = { definition-contact_time-name }
measure-contact_time_s = { definition-contact_time }
measure-flight_time_s-name = { definition-flight_time-name }
measure-flight_time_s = { definition-flight_time }
measure-step_time_s-name = Schrittzeit
measure-step_time_s = Vom letzten Kontakt des anderen Fußes bis zu diesem. Unbekannt nach einem fehlenden Schritt, einem Hüpfer oder einer Pause.
measure-stride_time_s-name = Doppelschrittzeit
measure-stride_time_s = Vom letzten Kontakt desselben Fußes bis zu diesem.
measure-duty_factor-name = Tastverhältnis
measure-duty_factor = Kontaktzeit als Anteil der Doppelschrittzeit; beim Laufen unter 0,5.
measure-step_length_m-name = Schrittlänge
measure-step_length_m = Entlang des Bandes vom letzten Abdruck des anderen Fußes bis zu diesem: Weg des Bandes und Änderung des Aufsetzorts zusammen. So genau wie die Bandgeschwindigkeit.
measure-stride_length_m-name = Doppelschrittlänge
measure-stride_length_m = Entlang des Bandes vom letzten Abdruck desselben Fußes bis zu diesem.
measure-step_width_m-name = Schrittbreite
measure-step_width_m = Wie weit die Mitte des rechten Fußes rechts von der des linken liegt. Negativ, wenn die Füße überkreuzen.
measure-toe_out_deg-name = Auswärtsdrehung
measure-toe_out_deg = Winkel der Fußachse zum Band, positiv, wenn die Zehen nach außen zeigen. Unbekannt, wenn die Ferse nicht aufsetzte.
measure-landing_x_m-name = Aufsetzort, quer
measure-landing_x_m = Wo der Fuß aufsetzte, vom linken Rand der Sensoren aus: Druckmittelpunkt der ersten 20 ms.
measure-landing_y_m-name = Aufsetzort, längs
measure-landing_y_m = Wo der Fuß aufsetzte, vom vorderen Rand der Sensoren aus: Druckmittelpunkt der ersten 20 ms.
measure-gait_line_length_m-name = Länge der Linie
measure-gait_line_length_m = Länge des Wegs, den der Druckmittelpunkt im Fuß nimmt, solange die Kraft über 10 % ihrer Spitze liegt.
measure-gait_line_width_m-name = Breite der Linie
measure-gait_line_width_m = Wie weit dieser Weg quer zur Fußachse reicht.
measure-gait_line_speed_m_s-name = Tempo der Linie
measure-gait_line_speed_m_s = Mittlere Geschwindigkeit des Druckmittelpunkts auf seinem Weg.
measure-heel_impulse_n_s-name = Kraftstoß, Ferse
measure-heel_impulse_n_s = Über die Zeit summierte Kraft unter dem hinteren Drittel des Fußes. Aus dem geschärften Abdruck.
measure-midfoot_impulse_n_s-name = Kraftstoß, Mittelfuß
measure-midfoot_impulse_n_s = Über die Zeit summierte Kraft von 33 bis 55 % der Fußlänge.
measure-ball_impulse_n_s-name = Kraftstoß, Ballen
measure-ball_impulse_n_s = Über die Zeit summierte Kraft von 55 bis 80 % der Fußlänge.
measure-toes_impulse_n_s-name = Kraftstoß, Zehen
measure-toes_impulse_n_s = Über die Zeit summierte Kraft auf den vorderen 20 % des Fußes.
measure-medial_impulse_n_s-name = Kraftstoß, Innenseite
measure-medial_impulse_n_s = Über die Zeit summierte Kraft auf der Innenseite der Fußachse.
measure-lateral_impulse_n_s-name = Kraftstoß, Außenseite
measure-lateral_impulse_n_s = Über die Zeit summierte Kraft auf der Außenseite der Fußachse.
measure-heel_peak_n-name = Spitze, Ferse
measure-heel_peak_n = Größte Kraft auf dem hinteren Drittel des Fußes.
measure-midfoot_peak_n-name = Spitze, Mittelfuß
measure-midfoot_peak_n = Größte Kraft von 33 bis 55 % der Fußlänge.
measure-ball_peak_n-name = Spitze, Ballen
measure-ball_peak_n = Größte Kraft von 55 bis 80 % der Fußlänge.
measure-toes_peak_n-name = Spitze, Zehen
measure-toes_peak_n = Größte Kraft auf den vorderen 20 % des Fußes.
measure-medial_peak_n-name = Spitze, Innenseite
measure-medial_peak_n = Größte Kraft auf der Innenseite der Fußachse.
measure-lateral_peak_n-name = Spitze, Außenseite
measure-lateral_peak_n = Größte Kraft auf der Außenseite der Fußachse.
measure-peak_force_n-name = Spitzenkraft
measure-peak_force_n = Größte Kraft des Kontakts.
measure-impulse_n_s-name = Kraftstoß
measure-impulse_n_s = Über die Zeit des Kontakts summierte Kraft.
measure-print_length_m-name = Länge des Abdrucks
measure-print_length_m = Von Rand zu Rand der äußersten Zellen, die mindestens 1 N/cm² trugen. Etwa eine Reihe länger als der Kontakt selbst, und nicht die Länge des Fußes.
measure-contact_area_m2-name = Kontaktfläche
measure-contact_area_m2 = Fläche des Abdrucks über 5 % seiner Spitze. Sie wächst mit der Größe der Zellen: nur auf einer Matte vergleichen.
measure-confidence-name = { definition-confidence-name }
measure-confidence = { definition-confidence }
measure-threshold_n-name = Kontaktschwelle
measure-threshold_n = Kraft, die bei diesem Schritt als Kontakt galt.
measure-foot_length_m-name = Fußlänge
measure-foot_length_m = Länge von Fuß oder Schuh, an der entlang der Strike-Index gemessen wurde.
measure-belt_speed_m_s-name = { definition-belt_speed-name }
measure-belt_speed_m_s = Mittlere Geschwindigkeit des Bandes während des Kontakts.
measure-pain-name = Schmerz
measure-cadence_spm-name = { definition-cadence-name }

change-points = { $amount } Punkte
change-by = { $family ->
    [index] { $direction ->
        [more] weiter vorn
       *[less] weiter hinten
    }
    [share] { $direction ->
        [more] häufiger
       *[less] seltener
    }
    [turn] { $direction ->
        [more] weiter auswärts
       *[less] weiter einwärts
    }
    [delay] { $direction ->
        [more] Ballen später
       *[less] Ballen früher
    }
    [length] { $direction ->
        [more] länger
       *[less] kürzer
    }
    [time] { $direction ->
        [more] länger
       *[less] kürzer
    }
    [width] { $direction ->
        [more] breiter
       *[less] schmaler
    }
    [across] { $direction ->
        [more] weiter rechts
       *[less] weiter links
    }
    [along] { $direction ->
        [more] weiter hinten
       *[less] weiter vorn
    }
    [speed] { $direction ->
        [more] schneller
       *[less] langsamer
    }
    [steepness] { $direction ->
        [more] steiler
       *[less] flacher
    }
   *[amount] { $direction ->
        [more] höher
       *[less] niedriger
    }
} um { $amount }
