"""`make fuzz`: spoils documents for a bounded time and reads each in the worker, as a user's file would be.

A crash is whatever is neither a document nor a message for the user: an exception, a hang, too much memory, a dead
worker, a rule that crashed. Each is written to `fuzz-crashes/`; the run then ends with 1.
FUZZ_SECONDS (60) and FUZZ_SEED (from the clock) are environment variables."""

from __future__ import annotations

import hashlib
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

from report_kit.checking.safely import check_source, checker
from report_kit.document.reading import Source, read_source
from report_kit.errors import InputError
from report_kit.sandbox import Interrupted, Limits, Worker
from tools.fuzz_mutations import spoil_bytes, spoil_docx, spoil_pdf
from tools.fuzz_seeds import seeds

FOLDER = Path("fuzz-crashes")
LIMITS = Limits(seconds=10, memory=512)
CHECKED = 0.25
"""Of so many documents facts are taken and rules run too."""


def spoil(form: str, data: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.2:
        return spoil_bytes(data, rng)
    return spoil_docx(data, rng) if form == "docx" else spoil_pdf(data, rng)


def one(worker: Worker, form: str, data: bytes, check: bool) -> str:
    """How one document ended: `read`, `refused`, or what was wrong."""
    source = Source(f"fuzz.{form}", data)
    try:
        if not check:
            worker.run_on("", read_source, (source,)).to_json()
            return "read"
        done = worker.run_on("", check_source, (source, {"audience": "staff"}))
    except Interrupted as error:
        return f"{error.reason}: {error.message}"
    except InputError:
        return "refused"
    return next((f"rule: {o.rule}: {o.why}" for o in done.outcomes if o.outcome == "crashed"), "read")


def main() -> None:
    seconds = float(os.environ.get("FUZZ_SECONDS", "60"))
    seed = int(os.environ.get("FUZZ_SEED", str(int(time.time()))))
    rng = random.Random(seed)
    begun, counts, kept = seeds(), Counter[str](), set[str]()
    until = time.monotonic() + seconds
    with checker(LIMITS) as worker:
        while time.monotonic() < until:
            form, data = rng.choice(begun)
            spoilt = spoil(form, data, rng)
            end = one(worker, form, spoilt, rng.random() < CHECKED)
            counts[f"{form} {end if end in ('read', 'refused') else 'crash'}"] += 1
            if end not in ("read", "refused") and end not in kept:
                kept.add(end)
                FOLDER.mkdir(exist_ok=True)
                target = FOLDER / f"{hashlib.sha256(spoilt).hexdigest()[:12]}.{form}"
                target.write_bytes(spoilt)
                print(f"{target}  {end}", flush=True)
    print(f"FUZZ_SEED={seed}，{seconds:g} 秒：" + "，".join(f"{k} {n}" for k, n in sorted(counts.items())))
    sys.exit(1 if kept else 0)


if __name__ == "__main__":
    main()
