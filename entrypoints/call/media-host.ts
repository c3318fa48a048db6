/** Carries the sound of calls for the engine, where the engine's own page may not have the microphone (Firefox). */
export function startMediaHost(): void {}
