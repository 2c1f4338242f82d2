"""`make train`: a seeded spaCy text classifier of sections and of sentence roles, measured on layouts it never saw.

Material: the `develop` half of the corpus only (the texts of clean reports and their labels) and the wordings of the
checklists. A section's label is the chapter its heading is called by; in half of the training its heading is left out, so
that the classifier learns from the text below. A sentence's label follows from where it stands: see `_sentences`.
Figures go to docs/models.md. No model is downloaded, none is shipped (see there why).
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import spacy
import yaml
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from report_kit.checklist.edition import edition
from report_kit.checklist.editions import edition_ids
from report_kit.document import read
from report_kit.document.model import Document
from report_kit.facts.extract import extract as extract_facts
from report_kit.facts.model import Facts

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus" / "build"
SEED = 36132
EPOCHS = 12
SURE = 0.8
"""Score from which a guess would be used."""
_LONGEST = 160
_SLOTS = 4096  # of the hashed n-grams: keeps the file near 1 MB
_COMPARES = re.compile(r"同比|比上年|较上年|较\d{4}年|相比|下降了?\d|增长了?\d|提高了?\d|降低了?\d")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text, its label, the layout it comes from, and the heading (of a section only)."""

    text: str
    label: str
    layout: str
    heading: str = ""


def reports() -> Iterator[tuple[str, Facts, dict[str, object]]]:
    """(layout, facts, labels) of every clean report of the develop half."""
    for path in sorted(CORPUS.rglob("truth.yaml")):
        if re.search(r"-[mv]\d+$", path.parent.name) or path.parent.name.startswith("xj"):
            continue
        truth = yaml.safe_load(path.read_text(encoding="utf-8"))
        if truth.get("split", "develop") != "develop":
            continue
        layout = str(truth.get("layout") or path.parent.name[:3])
        yield layout, extract_facts(read(path.parent / "report.docx")), truth


def sections(layout: str, facts: Facts) -> Iterator[Sample]:
    """Each heading that is called as a chapter is, with the first words below it."""
    document = facts.document
    below = _words_below(document)
    for chapter in facts.chapters:
        if text := below.get(chapter.block, ""):
            yield Sample(text[:_LONGEST], chapter.id, layout, chapter.title)


def _words_below(document: Document) -> dict[str, str]:
    words: dict[str, str] = defaultdict(str)
    current = ""
    for block in document.body:
        if block.type == "heading":
            current = block.id
        elif current and len(words[current]) < _LONGEST:
            words[current] += "／".join(block.rows[0]) if block.rows else block.text
    return words


def sentences(layout: str, facts: Facts, truth: dict[str, object]) -> Iterator[Sample]:
    """Sentences whose role follows from where they stand: a labelled value, a comparison, the conclusion, a plan."""
    labelled = truth.get("facts")
    values = {str(f["value"]) for f in labelled} if isinstance(labelled, list) else set()
    chapter_of = {c.block: c.id for c in facts.chapters}
    current = ""
    for block in facts.document.body:
        if block.type == "heading":
            current = chapter_of.get(block.id, "")
        elif block.type == "paragraph":
            for words in re.findall(r"[^。；\n]{8,120}", block.text):
                numbers = set(re.findall(r"\d[\d,.]*", words))
                if _COMPARES.search(words):
                    yield Sample(words, "comparison", layout)
                elif current == "conclusion":
                    yield Sample(words, "conclusion", layout)
                elif current in ("suggestions", "problems", "next-steps"):
                    yield Sample(words, "plan", layout)
                elif values & numbers:
                    yield Sample(words, "value", layout)


def requirements() -> Iterator[Sample]:
    """Wordings of the checklists' requirements: thresholds and demands."""
    for id in edition_ids():
        for line in re.findall(r"[\u4e00-\u9fff][^\n\"]{11,100}", str(edition(id))):
            if re.search(r"应|不低于|不高于|≥|≤|不得|达到", line):
                yield Sample(line[:100], "limit", "checklists")


def trained(samples: list[Sample]) -> Language:
    """A bag-of-character-n-grams classifier of the samples."""
    fix_random_seed(SEED)
    rng = random.Random(SEED)
    pipeline = spacy.blank("zh")
    model = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 3, "length": _SLOTS, "no_output_layer": False}  # fmt: skip
    pipeline.add_pipe("textcat", config={"model": model})
    labels = sorted({s.label for s in samples})
    examples = []
    for sample in samples:
        texts = {sample.text, f"{sample.heading}／{sample.text}"} if sample.heading else {sample.text}
        cats = {label: float(label == sample.label) for label in labels}
        examples += [Example.from_dict(pipeline.make_doc(t), {"cats": cats}) for t in sorted(texts)]
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(EPOCHS):
        rng.shuffle(examples)
        for start in range(0, len(examples), 32):
            pipeline.update(examples[start : start + 32], sgd=optimizer)
    return pipeline


def held_out(samples: list[Sample]) -> str:
    """Accuracy on layouts left out in turn (three groups), the heading withheld; and of the sure guesses alone."""
    layouts = sorted({s.layout for s in samples} - {"checklists"})
    right = sure = sure_right = total = 0
    base = Counter[bool]()
    for group in range(3):
        test_layouts = set(layouts[group::3])
        train = [s for s in samples if s.layout not in test_layouts]
        test = [s for s in samples if s.layout in test_layouts]
        if not train or not test:
            continue
        common = Counter(s.label for s in train).most_common(1)[0][0]
        pipeline = trained(train)
        for sample, doc in zip(test, pipeline.pipe([s.text for s in test]), strict=True):
            label, score = max(doc.cats.items(), key=lambda item: item[1])
            total += 1
            right += label == sample.label
            base[sample.label == common] += 1
            if score >= SURE:
                sure += 1
                sure_right += label == sample.label
    return f"{total} | {right / total:.3f} | {base[True] / total:.3f} | {sure / total:.3f} | {sure_right / max(1, sure):.3f}"


def size_of(pipeline: Language) -> tuple[float, float]:
    """(MB on disk, seconds to load)."""
    with tempfile.TemporaryDirectory() as folder:
        pipeline.to_disk(folder)
        size = sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file())
        start = perf_counter()
        spacy.load(folder)
        return size / 1e6, perf_counter() - start


def main() -> int:
    if not CORPUS.is_dir():
        print("没有语料：先运行 python -m corpus.build", file=sys.stderr)
        return 2
    of_sections: list[Sample] = []
    of_sentences: list[Sample] = list(dict.fromkeys(requirements()))
    for layout, facts, truth in reports():
        of_sections += sections(layout, facts)
        of_sentences += sentences(layout, facts, truth)
    lines = []
    for name, samples in (("章节（标题遮去）", of_sections), ("句子的作用", of_sentences)):
        samples = list(dict.fromkeys(samples))
        figures = held_out(samples)
        size, seconds = size_of(trained(samples))
        lines.append(f"| {name} | {len({s.label for s in samples})} | {figures} | {size:.1f} MB | {seconds:.2f} s |")
        print(lines[-1], flush=True)
    page = ROOT / "docs" / "models.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    head, _, rest = text.partition("<!-- figures -->\n")
    _, _, tail = rest.partition("<!-- end -->\n")
    page.write_text(f"{head}<!-- figures -->\n{_HEAD}" + "\n".join(lines) + f"\n<!-- end -->\n{tail}", encoding="utf-8")
    return 0


_HEAD = (
    "| 分类 | 类数 | 未见过的版式：条数 | 正确率 | 全猜最多类 | 得分不低于 0.8 的占比 | 其中正确率 | 文件 | 载入 |\n"
    "|---|---|---|---|---|---|---|---|---|\n"
)

if __name__ == "__main__":
    sys.exit(main())
