import { existsSync } from 'node:fs';
import { join } from 'node:path';

const shared = process.env.SWITCHHOOK_SHARED ?? join(import.meta.dirname, '../../../../shared');
const folder = join(shared, 'vectors/zoho-oas');

/** Where Zoho's OpenAPI files lie, or null: they are not ours to keep in the repository. */
export const openApiFolder = (): string | null => (existsSync(folder) ? folder : null);
