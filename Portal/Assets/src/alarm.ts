// An emergency among the conversations is heard and seen on every page of the desk: two tones for a new one, and the window's title as long as
// one waits. For who wants no motion the title stands still.

const still = matchMedia('(prefers-reduced-motion: reduce)');
const mark = /^\(\d+\) /;
let waiting = 0;
let timer = 0;
let shown = false;
let speaker: AudioContext | null = null;

// a browser lets a page sound only after somebody has touched it
for (const touch of ['pointerdown', 'keydown'] as const)
  addEventListener(touch, () => {
    speaker ??= new AudioContext();
    if (speaker.state === 'suspended') speaker.resume().catch(() => undefined);
  }, { passive: true });

export function alarm(count: number, isNew: boolean): void {
  waiting = count;
  clearInterval(timer);
  shown = count > 0;
  write();
  if (count > 0) timer = window.setInterval(() => { shown = still.matches || !shown; write(); }, 1200);
  if (isNew && count > 0) sound();
}

// whatever the page calls itself by now
function write(): void {
  const name = document.title.replace(mark, '');
  const title = shown ? `(${waiting}) ${name}` : name;
  if (document.title !== title) document.title = title;
}

function sound(): void {
  if (speaker?.state !== 'running') return;
  const now = speaker.currentTime;
  for (const [i, pitch] of [880, 660, 880, 660].entries()) {
    const tone = speaker.createOscillator();
    const volume = speaker.createGain();
    tone.frequency.value = pitch;
    const start = now + i * 0.22;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
    volume.gain.linearRampToValueAtTime(0, start + 0.2);
    tone.connect(volume).connect(speaker.destination);
    tone.start(start);
    tone.stop(start + 0.21);
  }
}
