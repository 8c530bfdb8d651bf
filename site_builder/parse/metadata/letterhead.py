"""What stands around a title besides date and issuer: document number, addressees, the meeting and who spoke
at it."""

from site_builder.model.report import Sourced
from site_builder.parse.metadata.opening import DOCUMENT_NUMBER, MEETING, speaker
from site_builder.parse.metadata.pass_input import PassInput, sidecar_value
from site_builder.vocabulary import FurnitureKind, LineRole, Origin, PageField

NO_NUMBER = ("", "无", "-", "—", "暂无", "null")


def document_number(draft: PassInput) -> Sourced[str]:
    """The document's own number: sidecar, index block, behind the title, or alone on a line of the opening;
    never a citation of the body."""
    stated = sidecar_value(draft.clean, "document_number")
    if stated is not None:
        return stated
    for field in draft.clean.fields:
        if field.name == PageField.DOCUMENT_NUMBER and field.value.strip() not in NO_NUMBER:
            found = DOCUMENT_NUMBER.search(field.value)
            if found:
                return Sourced(found[0].replace(" ", ""), Origin.PAGE, field.line, field.value, field.label)
    for index, role in draft.opening.roles.items():
        if role == LineRole.NUMBER:
            line = draft.lines[index]
            found = DOCUMENT_NUMBER.search(line.text)
            if found:
                return Sourced(found[0].replace(" ", ""), Origin.TEXT, line.number, line.text)
    if draft.title is not None and draft.title.number:
        return Sourced(
            draft.title.number.replace(" ", ""), draft.title.origin, draft.title.line, draft.title.raw
        )
    return Sourced()


def meeting_and_speaker(draft: PassInput) -> tuple[Sourced[str], Sourced[str]]:
    """The meeting the report was given to and who gave it; the date of the meeting stays in `raw`."""
    meeting: Sourced[str] = Sourced()
    who: Sourced[str] = Sourced()
    for index, role in draft.opening.roles.items():
        line = draft.lines[index]
        found = MEETING.search(line.text) if role == LineRole.MEETING else None
        if found:
            meeting = Sourced(found["meeting"], Origin.TEXT, line.number, line.text)
        person = speaker(line.text) if role == LineRole.SPEAKER else None
        if person:
            who = Sourced(person[1], Origin.TEXT, line.number, line.text, note=person[0])
    return meeting, who


def addressees(draft: PassInput) -> Sourced[str]:
    """The line that names who is addressed (国务院:, 主任、各位副主任…:), set aside as furniture or still in
    the opening."""
    for piece in draft.clean.furniture:
        if piece.kind == FurnitureKind.VOCATIVE:
            return Sourced(piece.text, Origin.TEXT, piece.line, piece.text)
    for index, role in draft.opening.roles.items():
        if role == LineRole.VOCATIVE:
            return Sourced(
                draft.lines[index].text, Origin.TEXT, draft.lines[index].number, draft.lines[index].text
            )
    return Sourced()
