import { build, type Plugin, type Rolldown } from 'vite';

const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** A module of the product, with what it imports, as a script that leaves its exports in `globalThis[name]`. */
export async function bundleForPage(
  entry: string,
  name: string,
  minify = false,
  plugins: Plugin[] = [],
): Promise<string> {
  const result = (await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    plugins,
    resolve: { alias: { '@': ROOT } },
    // React says more of what it finds wrong.
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      minify,
      target: 'chrome120',
      lib: { entry: `${ROOT}/${entry}`, name, formats: ['iife'] },
    },
  })) as Rolldown.RolldownOutput[];
  return `${result[0]!.output[0].code};globalThis.${name} = ${name};`;
}
