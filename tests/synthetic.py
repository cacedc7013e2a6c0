"""Synthetic articles: several newspapers tell each event of a hidden timeline in their own way, with noise and typos.

All is drawn from one seed. What an article leaves out another tells; no article says what is not so.
"""

import html
import random
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from attrs import frozen
from synthetic_truth import WORDS, Paper, TrueEvent, person, true_events

from citetrack._text import unmarked

__all__ = ["Article", "Corpus", "corpus"]

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_OLD_TONES = {"òa": "oà", "óa": "oá", "ủy": "uỷ", "úy": "uý", "ùy": "uỳ", "ụy": "uỵ", "khỏe": "khoẻ"}
_STATE = "Nghị định số 30/2020/NĐ-CP", "Nghị định số 78/2002/NĐ-CP", "Thông tư số 01/2011/TT-BNV"


@frozen
class Article:
    """One text of a newspaper.

    Attributes:
        id: its name.
        text: as it is read.
        published: the day that the caller knows, else None: then the text says it or its dates are whole.
        tells: the numbers of the true events that it tells.
    """

    id: str
    text: str
    published: date | None
    tells: tuple[int, ...]


@frozen
class Corpus:
    """Articles and what happened."""

    events: tuple[TrueEvent, ...]
    articles: tuple[Article, ...]


def corpus(articles: int, seed: int = 2026) -> Corpus:
    """At least *articles* texts, some four to an event; the same for the same seed."""
    chance = random.Random(seed)
    events = true_events(max(1, articles // 4), chance)
    texts: list[Article] = []
    numbers = list(range(len(events)))
    counts = [chance.choices((1, 2, 3, 4, 6, 9), weights=(10, 20, 22, 20, 20, 8))[0] for _ in events]
    for number in numbers:
        for turn in range(counts[number]):
            texts.append(_Writer(chance, events, number, turn == 0).article(f"bai-{len(texts):04}"))
    while len(texts) < articles:
        texts.append(_Writer(chance, events, chance.choice(numbers), False).article(f"bai-{len(texts):04}"))
    return Corpus(tuple(events), tuple(texts))


class _Writer:
    """One newspaper at work on one event."""

    def __init__(self, chance: random.Random, events: list[TrueEvent], number: int, is_full: bool) -> None:
        self.chance, self.events, self.number, self.is_full = chance, events, number, is_full
        self.event = events[number]
        self.published = (self.event.day or date(2024, 5, 6)) + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3)))
        if self.event.last:
            self.published = max(self.published, self.event.last)
        self.way = chance.choices(("given", "furniture", "metadata", "none"), weights=(40, 30, 15, 15))[0]
        self.papers = self._told_papers()

    def article(self, name: str) -> Article:
        """The text, laid out and with the typos of its paper."""
        tells = [self.number]
        lines = [self._headline(), *self._body(tells)]
        text = self._laid_out(lines)
        text = self._with_typos(text)
        return Article(name, text, self.published if self.way == "given" else None, tuple(tells))

    # what is told

    def _told_papers(self) -> tuple[Paper, ...]:
        papers = self.event.papers
        if self.event.kind == "dissemination" and len(papers) > 1 and not self.is_full and self.chance.random() < 0.2:
            return papers[: max(1, len(papers) // 2)]
        return papers

    def _organ(self) -> str:
        organs = self.event.organs
        return organs[0] if self.is_full or self.event.is_twin else self.chance.choice(organs)

    def _body(self, tells: list[int]) -> Iterable[str]:
        event, chance = self.event, self.chance
        lead = [self._act(event, self.papers, self._organ(), self._when(event, self.published))]
        if event.organs[0] and event.kind in ("dissemination", "review") and chance.random() < 0.6:
            lead.append(self._text("chaired"))
        if event.kind in ("dissemination", "review") and chance.random() < 0.6:
            lead.append(self._text("attended"))
        yield " ".join(lead)
        again = WORDS["again"].get(event.kind)
        if again and chance.random() < 0.4:
            yield chance.choice(again).format(docs=self._mention(self.papers[0], "number"))
        earlier = self._earlier(tells)
        noise = [self._text("noise") for _ in range(chance.randrange(1, 4))]
        yield from chance.sample([*noise, *earlier], len(noise) + len(earlier))
        captions = WORDS["captions"].get(event.kind, WORDS["captions"]["other"])
        if chance.random() < 0.4:
            yield chance.choice(captions).format(docs=self._mention(self.papers[0], "number"), author=person(chance))
        if chance.random() < 0.4:
            yield self._text("foot")

    def _act(self, event: TrueEvent, papers: tuple[Paper, ...], organ: str, when: str) -> str:
        is_range = when.startswith(("Từ", "Trong"))
        forms = [one for one in WORDS["acts"][event.kind] if not (is_range and "{When}" not in one)]
        form = self.chance.choice(forms)
        words = {
            "When": when,
            "when": when[0].lower() + when[1:],
            "organ": organ,
            "at": f" tại {event.place}," if self.chance.random() < 0.4 else "",
            "mode": event.mode if self.chance.random() < 0.7 else "",
            "chair": event.chair,
            "years": self.chance.choice(("2", "3", "5", "10")),
            "old": self._mention(papers[-1], "full" if self.is_full else "number"),
            "basis": self._mention(event.basis, "number") if event.basis else "",
        }
        told = papers[:1] if "{old}" in form else papers
        return form.format(docs=self._list(told, form.endswith("{docs}.")), **words)

    def _earlier(self, tells: list[int]) -> list[str]:
        """Sometimes another act that was before this one, with its whole date."""
        if self.chance.random() > 0.12:
            return []
        number = self.chance.randrange(len(self.events))
        other = self.events[number]
        before = other.day and self.event.day and other.day < self.event.day and not other.last
        if other.kind != "dissemination" or not before or {p.identifier for p in other.papers} & self._identifiers:
            return []
        tells.append(number)
        form = self.chance.choice(WORDS["texts"]["earlier"])
        when = f"ngày {other.day.day}/{other.day.month}/{other.day.year}" if other.day else ""
        docs = self._list(other.papers, is_last=False, forms=("number",))
        return [form.format(when=when, organ=other.organs[0], docs=docs)]

    @property
    def _identifiers(self) -> set[str]:
        return {one.identifier for one in self.event.papers}

    def _text(self, kind: str) -> str:
        chance, event = self.chance, self.event
        return str(chance.choice(WORDS["texts"][kind])).format(
            chair=event.chair if kind == "chaired" else person(chance),
            office=event.office,
            people=event.people,
            sites=event.sites,
            hedge=chance.choice(("gần ", "hơn ", "trên ", "")),
            other=self._mention(self.papers[0], "number"),
            state=chance.choice(_STATE),
        )

    # documents

    def _list(self, papers: tuple[Paper, ...], is_last: bool, forms: tuple[str, ...] = ()) -> str:
        if len(papers) == 1:
            return self._mention(papers[0], *forms)
        kinds = {(one.type, one.symbol) for one in papers}
        if len(kinds) == 1 and self.chance.random() < 0.6:
            numbers = [one.number for one in papers]
            return f"các {papers[0].type} số {', '.join(numbers[:-1])} và {numbers[-1]}{papers[0].symbol}"
        told = [self._mention(one, *(forms or ("number", "full"))) for one in papers]
        if is_last and len(papers) > 2 and self.chance.random() < 0.5:
            return "các văn bản sau:\n- " + ";\n- ".join(told)
        return f"{', '.join(told[:-1])} và {told[-1]}"

    def _mention(self, paper: Paper, *forms: str) -> str:
        """*paper* in one of *forms*; a full article writes the symbol, so that one of them can be known by it."""
        form = self.chance.choice(forms or (("full", "titled", "number") if self.is_full else _FORMS))
        number = f"{paper.type} số {paper.number}{paper.symbol}"
        issuer = f" của {paper.issuer}" if paper.issuer else ""
        if form == "named" and paper.name:
            return paper.name
        if form == "short" and paper.symbol in ("-NQ/TW", "-CT/TW", "-KL/TW") and issuer:
            return f"{paper.type}{self.chance.choice((' số', ''))} {paper.number}{issuer}"
        if form in ("full", "titled") and paper.key:
            dated = f"{number} ngày {paper.issued.day:02}/{paper.issued.month}/{paper.issued.year}{issuer}"
            return f"{dated} “{paper.title}”" if form == "titled" and paper.title and len(self.papers) == 1 else dated
        return number

    def _headline(self) -> str:
        event, chance = self.event, self.chance
        forms = WORDS["headlines"].get(event.kind, WORDS["headlines"]["other"])
        return str(chance.choice(forms)).format(
            organ=self._organ() or "Chính phủ", docs=self._mention(self.papers[0], "number")
        )

    # days

    def _when(self, event: TrueEvent, published: date) -> str:
        chance, day = self.chance, event.day
        if day is None:
            return "Nay"
        whole = f"{day.day}/{day.month}/{day.year}"
        if event.last:
            return self._days(day, event.last)
        forms = [f"Ngày {whole}", f"Ngày {day.day} tháng {day.month} năm {day.year}", f"Ngày {whole.replace('/', '-')}"]
        if event.kind in ("effect", "repeal"):
            return chance.choice(forms)
        forms += [f"Sáng ngày {whole}", f"Chiều {whole}"]
        if self.way == "none":
            return chance.choice(forms)
        short = chance.choice((f"{day.day}/{day.month}", f"{day.day}-{day.month}"))
        forms = [*forms[:2], f"Ngày {short}", f"Sáng {short}", f"Chiều ngày {short}", f"Sáng {_weekday(day)} ({short})"]
        if published == day:
            forms += [f"Sáng nay ({short})", "Sáng nay", f"Hôm nay ({short})", "Chiều nay"]
        if published == day + timedelta(days=1):
            forms += [f"Hôm qua ({short})", "Hôm qua", f"Chiều qua ({short})"]
        return chance.choice(forms)

    def _days(self, first: date, last: date) -> str:
        year = f"/{last.year}" if self.way == "none" or self.chance.random() < 0.3 else ""
        begin = f"{first.day}" if first.month == last.month else f"{first.day}/{first.month}"
        end = f"{last.day}/{last.month}{year or (f'/{last.year}' if first.year != last.year else '')}"
        if first.year != last.year:
            begin = f"{first.day}/{first.month}/{first.year}"
        return self.chance.choice((f"Trong hai ngày {begin} và {end}", f"Từ ngày {begin} đến {end}"))

    # the page

    def _laid_out(self, lines: list[str]) -> str:
        if self.way == "metadata":
            return self._page(lines)
        day = self.published
        written = f"{day.day:02}/{day.month:02}/{day.year}"
        clock = f"{self.chance.randrange(6, 22):02}:{self.chance.randrange(60):02}"
        header = self.chance.choice(
            (
                f"{_weekday(day)}, {written}, {clock} [GMT+7]",
                f"{written} {clock}",
                f"Ngày đăng: {written} - Lượt xem: 1.204",
                f"Cập nhật lúc {clock}, {_weekday(day)}, {written} (GMT+7)",
            )
        )
        head = [header] if self.way == "furniture" else []
        menu = self.chance.sample(WORDS["texts"]["menu"], 4) if self.chance.random() < 0.3 else []
        blank = self.chance.choice(("\n", "\n\n", "\r\n"))
        return blank.join([*menu, lines[0], *head, *lines[1:]]) + blank

    def _page(self, lines: list[str]) -> str:
        moment = f"{self.published.isoformat()}T0{self.chance.randrange(7, 10)}:15:00+07:00"
        meta = self.chance.choice(
            (
                f'<meta property="article:published_time" content="{moment}">',
                f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{moment}"}}</script>',
                f'<meta name="pubdate" content="{self.published.strftime("%d/%m/%Y")} 09:10">',
            )
        )
        body = "\n".join(f"  <p>{html.escape(line).replace(chr(10), '<br>')}</p>" for line in lines[1:])
        menu = "".join(f'<li><a href="/{n}">{words}</a></li>' for n, words in enumerate(WORDS["texts"]["menu"]))
        title = html.escape(lines[0])
        return (
            f"<!DOCTYPE html>\n<html><head><title>{title}</title>{meta}<style>p {{ margin: 0 }}</style></head>\n<body>"
            f"<ul>{menu}</ul><h1>{title}</h1>\n{body}\n<script>var page = '18-NQ/TW';</script></body></html>\n"
        )

    # typos

    def _with_typos(self, text: str) -> str:
        if self.way == "metadata" or self.chance.random() < 0.55:
            return text
        typos: tuple[Callable[[str], str], ...] = (
            lambda text: unicodedata.normalize("NFD", text),
            lambda text: text.replace("-", self.chance.choice("–‑−")),
            _in_old_tones,
            lambda text: text.replace("số ", "số", 1).replace("gày ", "gày", 1),
            lambda text: text.replace("/TW", "/TƯ"),
            lambda text: text.replace(" - ", "-").replace(". ", ".  ").replace(" số ", "  số "),
            unmarked,
        )
        return self.chance.choices(typos, weights=(4, 4, 4, 3, 4, 3, 2))[0](text)


_FORMS = ("full", "titled", "number", "number", "short", "short", "named")


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def _in_old_tones(text: str) -> str:
    for new, old in _OLD_TONES.items():
        text = text.replace(new, old)
    return text
