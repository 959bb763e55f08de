error-bad = Das ging nicht
error-forbidden = Nicht von hier aus
error-nothing = Hier ist nichts
error-method = Nicht auf diesem Weg
error-conflict = Nicht jetzt
error-large = Zu viel
error-unavailable = Nicht verfügbar
error-other = Etwas ging schief
