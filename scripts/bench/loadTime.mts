import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../docs/folder.mts';
import { median } from './median.mts';

/** A node without properties and imports: what loading any node costs. */
const EMPTY = `
class Empty {
	constructor() {
		this.description = { displayName: 'Empty', name: 'empty', version: 1, properties: [] };
	}
	async execute() { return [[]]; }
}
exports.Empty = Empty;
`;

/** In n8n, n8n-workflow is there long before any node. */
const MEASURE = `
require('n8n-workflow');
const start = performance.now();
for (const file of process.argv.slice(1)) {
	const [Node] = Object.values(require(file));
	new Node();
}
console.log(performance.now() - start);
`;

/**
 * Milliseconds that it takes to load the nodes of a package and make one of each, less those of
 * as many empty nodes; each run in a fresh process, the packages by turns.
 *
 * @param packages the built nodes of each
 * @returns one median for each package
 */
export function loadTimes(packages: ReadonlyArray<readonly string[]>, runs = 9): number[] {
	const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
	const emptyOnes = (count: number) =>
		Array.from({ length: count }, (_, index) => {
			const file = path.join(folder, `Empty${index}.node.js`);
			writeFileSync(file, EMPTY);
			return file;
		});
	try {
		const pairs = packages.map((files) => [emptyOnes(files.length), files]);
		const rounds = Array.from({ length: runs }, () =>
			pairs.map(([empty, files]) => measured(files) - measured(empty)),
		);
		return packages.map((_, index) => median(rounds.map((round) => round[index])));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Code from the command line looks for n8n-workflow from the working folder. */
const measured = (files: readonly string[]): number =>
	Number(execFileSync(process.execPath, ['-e', MEASURE, ...files], { cwd: ROOT }).toString());
