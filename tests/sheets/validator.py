"""An independent validator of PDF/UA-1 and PDF/A-2a."""

import page


def faults(pdf: bytes) -> list[str]:
    """What a validator finds wrong in a document."""
    reports = (page.validate_pdf_bytes(pdf, profile=profile) for profile in ("ua1", "2a"))
    return [f"{each.rule_id}: {each.message}" for report in reports for each in report.failures]
