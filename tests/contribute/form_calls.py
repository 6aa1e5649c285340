"""What tests ask of the form in a browser, as it offers that itself."""

READY = "document.querySelector('[data-form]').praktijk.ready"
FILL = "raw => document.querySelector('[data-form]').praktijk.fill(raw)"
RESULT = """() => {
  const { problems, text } = document.querySelector("[data-form]").praktijk.result();
  return { problems, text };
}"""
