import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';
import { cacheFolder } from './cache-folder';

const PACKAGE = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/', import.meta.url));

/**
 * Unpacks the Chromium of @sparticuz/chromium with its libraries and fonts, once per version. The package's own
 * unpacking puts it under a fixed name into /tmp, where anybody may have put something before.
 * @returns the program, and the environment that lets it find what was unpacked beside it
 * @throws Error when the package is not installed
 */
export async function unpackChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  if (!existsSync(join(PACKAGE, 'bin/chromium.br'))) {
    throw new Error(
      'No Chromium was found, and the package @sparticuz/chromium is not installed. Run npm ci.',
    );
  }
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const cache = cacheFolder();
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder, cache);
  const executablePath = join(folder, 'chromium');
  const libraries = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { executablePath, env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') } };
}

/** Everything into a draft, then one rename: a folder of that name is whole, whoever was interrupted. */
async function unpackInto(folder: string, cache: string): Promise<void> {
  const draft = mkdtempSync(join(cache, 'draft-'));
  try {
    const packed = (name: string) => createReadStream(join(PACKAGE, 'bin', name));
    await Promise.all([
      pipeline(
        packed('chromium.br'),
        createBrotliDecompress(),
        createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
      ),
      ...['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'].map((name) =>
        pipeline(packed(name), createBrotliDecompress(), extract(draft)),
      ),
    ]);
    writeFileSync(join(draft, 'fonts.conf'), fontsConf(folder));
    renameSync(draft, folder);
  } catch (error) {
    // Another run was faster: its folder is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The machine's fonts where it has some, and those of the package: a bare machine has none, and no fontconfig. */
function fontsConf(folder: string): string {
  const places = ['/usr/share/fonts', '/usr/local/share/fonts', join(folder, 'fonts')];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${places.map((place) => `  <dir>${place}</dir>`).join('\n')}
  <dir prefix="xdg">fonts</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}
