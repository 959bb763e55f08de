api-title = Programming interface
api-lead = What these pages show, as JSON for other programs. Everything that this page says comes from the routes themselves.
api-document = OpenAPI { $version } description
api-takes = takes
api-answers = answers
api-example = example
api-schemas = Schemas
