import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** Lets Node itself load the product's modules, whose imports begin with `@/` and leave out the extension. */
const root = new URL('../../', import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('@/')) return next(specifier, context);
    const file = new URL(specifier.slice(2), root);
    const typescript = new URL(`${file.href}.ts`);
    return next(existsSync(typescript) ? typescript.href : file.href, context);
  },
});
