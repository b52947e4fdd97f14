/** The nodes of one strip of the mixer: gain, pan, and what its meter reads. */

/** Nothing clicks at this time constant, and a change is complete within 20 ms. */
const smoothSec = 0.004;
const meterFrames = 1024;

export class StemStrip {
  readonly input: AudioNode;
  readonly output: AudioNode;
  readonly #gain: GainNode;
  readonly #pan: StereoPannerNode;
  readonly #meter: AnalyserNode;
  readonly #samples = new Float32Array(meterFrames);
  readonly #context: BaseAudioContext;
  /** A mono stem is 0 dB on both sides in the centre, where Web Audio has -3 dB. */
  readonly #centreGain: number;

  constructor(context: BaseAudioContext, isMono: boolean) {
    this.#context = context;
    this.#centreGain = isMono ? Math.SQRT2 : 1;
    this.#gain = context.createGain();
    this.#pan = context.createStereoPanner();
    this.#meter = context.createAnalyser();
    this.#meter.fftSize = meterFrames;
    this.#gain.connect(this.#pan).connect(this.#meter);
    this.input = this.#gain;
    this.output = this.#pan;
  }

  /** @param level linear */
  setLevel(level: number): void {
    this.#gain.gain.setTargetAtTime(level * this.#centreGain, this.#context.currentTime, smoothSec);
  }

  /** @param pan -1 left .. 1 right */
  setPan(pan: number): void {
    this.#pan.pan.setTargetAtTime(pan, this.#context.currentTime, smoothSec);
  }

  /** Peak of the last few milliseconds, linear, behind gain and pan. */
  peak(): number {
    this.#meter.getFloatTimeDomainData(this.#samples);
    let peak = 0;
    for (const sample of this.#samples) peak = Math.max(peak, Math.abs(sample));
    return peak;
  }
}
