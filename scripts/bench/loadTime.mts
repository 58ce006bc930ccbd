import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
const [Node] = Object.values(require(process.argv[1]));
new Node();
console.log(performance.now() - start);
`;

/**
 * Milliseconds that it takes to load a node and make one of it, less those of an empty node; each
 * run in a fresh process, the nodes by turns.
 *
 * @param files the built nodes
 * @returns one median for each file
 */
export function loadTimes(files: readonly string[], runs = 9): number[] {
	const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
	try {
		const empty = path.join(folder, 'Empty.node.js');
		writeFileSync(empty, EMPTY);
		const rounds = Array.from({ length: runs }, () => [empty, ...files].map(measured));
		const [nothing, ...medians] = [empty, ...files].map((_, index) =>
			median(rounds.map((round) => round[index])),
		);
		return medians.map((time) => time - nothing);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Where n8n-workflow is found: code from the command line looks from the working folder. */
const root = path.resolve(import.meta.dirname, '../..');

const measured = (file: string): number =>
	Number(execFileSync(process.execPath, ['-e', MEASURE, file], { cwd: root }).toString());
