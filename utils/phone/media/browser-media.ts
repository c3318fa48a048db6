/** What the browser gives us for sound, passed in so that tests can stand in for it. */
export interface BrowserMedia {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  /** State of the microphone permission; `unknown` where the browser does not tell. */
  microphonePermission(): Promise<PermissionState | 'unknown'>;
  /** `fresh`: one that knows the addresses of this machine as they are now. In Firefox each does. */
  createPeerConnection(configuration: RTCConfiguration, options?: { fresh: boolean }): RTCPeerConnection;
  /** An audio element that plays without a user's gesture, as extension pages may. */
  createAudio(): HTMLAudioElement;
  createAudioContext(): AudioContext;
  /** Calls back when a device came or went. Returns the function that ends it. */
  onDeviceChange(listener: () => void): () => void;
  enumerateDevices(): Promise<MediaDeviceInfo[]>;
}

/** The real browser. */
export const browserMedia: BrowserMedia = {
  getUserMedia: (constraints) => navigator.mediaDevices.getUserMedia(constraints),
  async microphonePermission() {
    try {
      return (await navigator.permissions.query({ name: 'microphone' as PermissionName })).state;
    } catch {
      return 'unknown';
    }
  },
  createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
  createAudio: () => new Audio(),
  createAudioContext: () => new AudioContext(),
  onDeviceChange(listener) {
    navigator.mediaDevices.addEventListener('devicechange', listener);
    return () => navigator.mediaDevices.removeEventListener('devicechange', listener);
  },
  enumerateDevices: () => navigator.mediaDevices.enumerateDevices(),
};
