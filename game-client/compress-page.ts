import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Fonts and pictures that are compressed already gain nothing. */
const COMPRESSIBLE = "**/*.{js,css,html,svg}";
/** A file that is smaller fits one packet anyhow. */
const LEAST_BYTES = 1000;

/** Lays a `.br` and a `.gz` beside each file of the built page that is smaller so: the server sends them as they are. */
export async function compressPage(dir: string): Promise<void> {
  await Promise.all(globSync(COMPRESSIBLE, { cwd: dir }).map((path) => compressFile(join(dir, path))));
}

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < LEAST_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const [br, gz] = await Promise.all([promisify(brotliCompress)(content, { params }), promisify(gzip)(content, { level: 9 })]);
  if (br.length < content.length) await writeFile(`${file}.br`, br);
  if (gz.length < content.length) await writeFile(`${file}.gz`, gz);
}
