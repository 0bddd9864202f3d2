"""Check digits of Italian codes, by python-stdnum; phone numbers, by phonenumbers."""

from __future__ import annotations


class StdnumCodes:
    """Satisfies `application.ports.ItalianCodes`. The library is loaded when the first code is checked."""

    def fiscal_code(self, text: str) -> bool:
        """A codice fiscale of a person (16 characters) or of a body (11 digits, as a partita IVA)."""
        from stdnum.it import codicefiscale

        return bool(codicefiscale.is_valid(text))

    def vat_number(self, text: str) -> bool:
        """A partita IVA."""
        from stdnum.it import iva

        return bool(iva.is_valid(text))

    def phone(self, text: str) -> str:
        """A number of any country, read as one dialled in Italy when it does not name its country."""
        import phonenumbers

        try:
            number = phonenumbers.parse(text, "IT")
        except phonenumbers.NumberParseException:
            return ""
        if not phonenumbers.is_possible_number(number):
            return ""
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
