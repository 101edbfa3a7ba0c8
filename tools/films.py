"""Make the four neutral sample films: circles that drift and overlap, without a sound.

python tools/films.py        # needs ffmpeg and Pillow; then: python tools/vendor.py --record
"""

import math
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "films"
SECONDS = (90, 120, 180, 240)
WIDTH, HEIGHT, RATE = 640, 360, 2
# Edges are smoothed by drawing larger and reducing.
SCALE = 2
PAPER = (251, 247, 240)
CIRCLES = (
    # (colour, radius, centre, reach of the drift, turns in a minute, start of the turn)
    ((178, 58, 44), 92, (220, 168), (46, 22), 0.50, 0.0),
    ((29, 92, 150), 108, (318, 196), (38, 26), 0.33, 0.3),
    ((123, 51, 113), 78, (412, 150), (52, 24), 0.42, 0.6),
    ((243, 192, 90), 66, (268, 228), (58, 20), 0.58, 0.8),
    ((31, 107, 74), 84, (386, 222), (44, 22), 0.37, 0.1),
)
# The coarsest quality at which the edges stay clean and 240 seconds weigh less than 300 kB.
QUALITY = "38"
FILL_OPACITY, EDGE_OPACITY = 84, 190


def draw_frame(second: float) -> bytes:
    frame = Image.new("RGBA", (WIDTH * SCALE, HEIGHT * SCALE), (*PAPER, 255))
    for colour, radius, (x, y), (reach_x, reach_y), turns, start in CIRCLES:
        angle = 2 * math.pi * (second * turns / 60 + start)
        centre_x, centre_y = x + reach_x * math.cos(angle), y + reach_y * math.sin(angle)
        box = [SCALE * side for side in (centre_x - radius, centre_y - radius, centre_x + radius, centre_y + radius)]
        layer = Image.new("RGBA", frame.size)
        ImageDraw.Draw(layer).ellipse(
            box, fill=(*colour, FILL_OPACITY), outline=(*colour, EDGE_OPACITY), width=2 * SCALE
        )
        frame.alpha_composite(layer)
    return frame.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).tobytes()


def encoder(seconds: int, target: Path) -> list[str]:
    picture = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-"]
    sound = ["-f", "lavfi", "-i", "anullsrc=channel_layout=mono:sample_rate=8000"]
    # One picture in ten seconds is whole, so that a jump to a moment of the transcript lands near it.
    video = ["-c:v", "libx264", "-preset", "veryslow", "-tune", "animation", "-crf", QUALITY, "-g", str(RATE * 10)]
    form = ["-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "8k", "-t", str(seconds), "-movflags", "+faststart"]
    same = ["-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"]
    return ["ffmpeg", "-v", "error", "-y", *picture, *sound, *video, *form, *same, str(target)]


def make_film(seconds: int) -> None:
    target = FOLDER / f"sample-{seconds}.mp4"
    with subprocess.Popen(encoder(seconds, target), stdin=subprocess.PIPE) as process:
        if process.stdin is None:
            raise SystemExit("ffmpeg takes no input")
        for number in range(seconds * RATE):
            process.stdin.write(draw_frame(number / RATE))
        process.stdin.close()
    if process.returncode:
        raise SystemExit(f"ffmpeg failed on {target.name}")
    sys.stdout.write(f"{target.name} {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for length in SECONDS:
        make_film(length)
