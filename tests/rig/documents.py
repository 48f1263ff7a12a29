"""PDF/UA, judged by two validators. Both are young, so both must pass."""

from pathlib import Path


def pdf_faults(pdf: bytes, folder: Path) -> list[str]:
    """What page-validation (PDF/UA-1) and outloud (what a screen reader would say) find wrong."""
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    return [*_page_validation(file), *_outloud(file)]


def _page_validation(file: Path) -> list[str]:
    import page as page_validation

    report = page_validation.validate_pdf(str(file), profile=page_validation.ValidationProfile.PDF_UA_1)
    return [] if report.is_compliant else [f"page-validation: {failure}" for failure in report.failures]


def _outloud(file: Path) -> list[str]:
    import outloud

    heard = outloud.check(str(file))
    errors = [f"{found.rule} {found.message}" for found in heard.findings if found.severity == "error"]
    return [f"outloud: {fault}" for fault in ([heard.error] if heard.error else errors)]


def read_aloud(pdf: bytes, folder: Path) -> str:
    """The words of a PDF in the order in which a screen reader says them: that of its tags."""
    from outloud.model import Document
    from outloud.rules._common import element_text

    file = folder / "aloud.pdf"
    file.write_bytes(pdf)
    document = Document(str(file))
    return " ".join(element_text(document, element, include_children=False) for element in document.elements)
