import type { Layer } from "./effects.ts";

/** Plays one layer into `out` from `at` (seconds of the context's clock); returns what stops it early. */
export function playLayer(context: BaseAudioContext, noise: AudioBuffer, out: AudioNode, layer: Layer, at: number): () => void {
  const begin = at + (layer.afterMs ?? 0) / 1000;
  const end = begin + layer.ms / 1000;
  const envelope = new GainNode(context, { gain: 0 });
  const attackEnd = Math.min(end, begin + (layer.attackMs ?? 4) / 1000);
  envelope.gain.setValueAtTime(0, begin);
  envelope.gain.linearRampToValueAtTime(layer.gain, attackEnd);
  envelope.gain.exponentialRampToValueAtTime(0.0006, end);
  const source = layer.wave === "noise" ? noiseSource(context, noise, layer, begin, end, envelope) : tone(context, layer, begin, end, envelope);
  envelope.connect(out);
  source.start(begin);
  source.stop(end + 0.01);
  source.onended = () => envelope.disconnect();
  return () => {
    // Cut with a short fade, or it clicks.
    const now = context.currentTime;
    envelope.gain.cancelScheduledValues(now);
    envelope.gain.setTargetAtTime(0, now, 0.01);
    source.stop(now + 0.05);
  };
}

/** A second of noise, the same at every visit. */
export function makeNoise(context: BaseAudioContext): AudioBuffer {
  const buffer = new AudioBuffer({ length: context.sampleRate, sampleRate: context.sampleRate });
  const samples = buffer.getChannelData(0);
  let seed = 1;
  for (let i = 0; i < samples.length; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    samples[i] = seed / 0x80000000 - 1;
  }
  return buffer;
}

function tone(context: BaseAudioContext, layer: Layer, begin: number, end: number, out: AudioNode): OscillatorNode {
  const source = new OscillatorNode(context, { type: layer.wave as OscillatorType, frequency: layer.fromHz });
  source.frequency.setValueAtTime(layer.fromHz, begin);
  source.frequency.exponentialRampToValueAtTime(layer.toHz, end);
  source.connect(out);
  return source;
}

function noiseSource(context: BaseAudioContext, noise: AudioBuffer, layer: Layer, begin: number, end: number, out: AudioNode): AudioBufferSourceNode {
  const source = new AudioBufferSourceNode(context, { buffer: noise, loop: true });
  const band = new BiquadFilterNode(context, { type: "bandpass", frequency: layer.fromHz, Q: layer.q ?? 0.8 });
  band.frequency.setValueAtTime(layer.fromHz, begin);
  band.frequency.exponentialRampToValueAtTime(layer.toHz, end);
  source.connect(band).connect(out);
  return source;
}
