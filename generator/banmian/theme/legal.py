"""What the law wants at the foot of every page, as links to the registers."""

from banmian.config.legal import Legal, police_code
from banmian.theme import wording
from banmian.theme.contexts import Link

ICP = "https://beian.miit.gov.cn/"
POLICE = "https://beian.mps.gov.cn/#/query/webSearch?code="


def legal_lines(legal: Legal, language: str) -> tuple[Link, ...]:
    """Give the lines that an edition has; those that stand in no register lead nowhere."""
    cn = wording.publication_number(legal.cn, language)
    issn = legal.issn if legal.issn.upper().startswith("ISSN") else f"ISSN {legal.issn}"
    lines = (
        Link(cn if legal.cn else "", ""),
        Link(issn if legal.issn else "", ""),
        *(Link(licence, "") for licence in legal.licences),
        Link(legal.icp, ICP),
        Link(legal.police, POLICE + police_code(legal.police)),
    )
    return tuple(line for line in lines if line.text)
