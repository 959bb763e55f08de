api-title = Schnittstelle für Programme
api-lead = Was diese Seiten zeigen, als JSON für andere Programme. Alles auf dieser Seite stammt aus den Routen selbst; die Beschreibungen sind englisch.
api-document = Beschreibung nach OpenAPI { $version }
api-takes = nimmt
api-answers = antwortet
api-example = Beispiel
api-schemas = Schemata
