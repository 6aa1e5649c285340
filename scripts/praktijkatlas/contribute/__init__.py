"""From the model to what helps a contributor: guide, schema, template and forms."""
