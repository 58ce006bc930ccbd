import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The root of the repository; what is generated is given relative to it. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Folder of a node, which bears the name of its class: `nodes/PortSipCalls` for `portSipCalls`. */
export const nodeFolder = (node: string): string =>
	`nodes/${node.charAt(0).toUpperCase()}${node.slice(1)}`;

/** Contents by path, relative to the folder that they belong to. */
export type Files = ReadonlyMap<string, string>;

/** All files of a folder of the repository, folders within it included, sorted by path. */
export function filesIn(folder: string): Map<string, string> {
	const from = path.join(ROOT, folder);
	if (!existsSync(from)) return new Map();
	const names = readdirSync(from, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(from, path.join(entry.parentPath, entry.name)))
		.map((name) => name.split(path.sep).join('/'));
	return new Map(names.sort().map((name) => [name, readFileSync(path.join(from, name), 'utf8')]));
}

/** Makes a folder hold these files and no others, and says what that took. */
export function replaceFolder(folder: string, files: Files): void {
	const before = filesIn(folder);
	const stale = [...before.keys()].filter((name) => !files.has(name));
	const changed = [...files].filter(([name, content]) => before.get(name) !== content);
	for (const name of stale) rmSync(path.join(ROOT, folder, name));
	for (const [name, content] of changed) {
		const target = path.join(ROOT, folder, name);
		mkdirSync(path.dirname(target), { recursive: true });
		writeFileSync(target, content);
	}
	const bytes = [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
	console.log(
		`${folder}: ${files.size} files, ${Math.ceil(bytes / 1024)} KB; ${changed.length} written, ${stale.length} removed`,
	);
}

/**
 * How the files on disk differ from those that would be generated.
 *
 * @returns one line for each file; none where they agree
 */
export function stalenessOf(folder: string, files: Files): string[] {
	const disk = filesIn(folder);
	return [
		...[...files].flatMap(([name, content]) => {
			if (!disk.has(name)) return [`${name} is missing`];
			return disk.get(name) === content ? [] : [`${name} is out of date`];
		}),
		...[...disk.keys()].filter((name) => !files.has(name)).map((name) => `${name} is left over`),
	];
}
