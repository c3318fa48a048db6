import { render } from 'preact';
import callStyles from '@/components/styles/call.css?url';
import optionsStyles from '@/components/styles/options.css?url';
import popupStyles from '@/components/styles/popup.css?url';
import welcomeStyles from '@/components/styles/welcome.css?url';
import { SCENES } from './scenes';

/** `?scene=call-known` shows one scene; without it, the list of all. */
const STYLES = { popup: popupStyles, call: callStyles, options: optionsStyles, welcome: welcomeStyles };
const name = new URLSearchParams(location.search).get('scene');
const scene = name ? SCENES[name] : undefined;
const app = document.getElementById('app')!;

if (scene) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = STYLES[scene.page];
  link.addEventListener('load', () => {
    render(scene.draw(), app);
    document.body.dataset.ready = 'true';
  });
  document.head.append(link);
} else {
  document.body.dataset.scenes = JSON.stringify(
    Object.entries(SCENES).map(([key, { page, width, height, clicks = [], type }]) => ({
      key,
      page,
      width,
      height,
      clicks,
      type,
    })),
  );
  render(
    <ul>
      {Object.keys(SCENES).map((key) => (
        <li key={key}>
          <a href={`?scene=${key}`}>{key}</a>
        </li>
      ))}
    </ul>,
    app,
  );
}
