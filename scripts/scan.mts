import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * n8n's verification scanner on both legs that it checks: the source, and the packed tarball.
 * Prints what the tarball holds and how large it is, and allows nothing in it beyond the build and
 * the texts for users; ends with exit code 1 on any finding.
 */
const ALLOWED =
	/^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/(credentials|icons|nodes|pbx)\/.*\.(js|d\.ts|json|svg))$/;
const root = path.resolve(import.meta.dirname, '..');
const home = path.join(root, '.cache/scanner');

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		folder: string,
		patterns?: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

const { analyzePackage, SOURCE_FILE_PATTERNS } = await scanner();
const legs: Array<[string, boolean]> = [];

await leg('Source', root, SOURCE_FILE_PATTERNS);
const work = mkdtempSync(path.join(tmpdir(), 'scan-'));
try {
	await leg('Tarball', unpacked(work));
} finally {
	rmSync(work, { recursive: true });
}
const failed = legs.filter(([, passed]) => !passed).length;
console.log(`${legs.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** The scanner, installed from its own lock file where it is not there yet. */
async function scanner(): Promise<Scanner> {
	const entry = path.join(home, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	if (!existsSync(entry)) {
		mkdirSync(home, { recursive: true });
		cpSync(path.join(root, 'scripts/scanner'), home, { recursive: true });
		execFileSync('npm', ['ci'], { cwd: home, stdio: 'inherit' });
	}
	return (await import(pathToFileURL(entry).href)) as Scanner;
}

async function leg(name: string, folder: string, patterns?: string[]): Promise<void> {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	legs.push([name, passed]);
	console.log(`${name}: ${passed ? 'no findings' : `${message}\n${details ?? ''}`}`);
}

/** Packs what would be published and unpacks it again. */
function unpacked(folder: string): string {
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: root,
	});
	const [{ files, size, unpackedSize }] = Object.values(
		JSON.parse(output.toString()) as Record<string, Packed>,
	);
	console.log(
		`Tarball: ${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`,
	);
	list(files);
	const foreign = files.filter((file) => !ALLOWED.test(file.path));
	legs.push(['Content', foreign.length === 0]);
	console.log(
		foreign.length
			? `Content: does not belong in the package: ${foreign.map((file) => file.path).join(', ')}`
			: 'Content: nothing but the build, README, LICENSE, CHANGELOG and package.json',
	);
	const [tarball] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
	execFileSync('tar', ['-xzf', tarball], { cwd: folder });
	return path.join(folder, 'package');
}

/** Files by folder, of those below `dist` the first four levels. */
function list(files: Packed['files']): void {
	const folders = new Map<string, Packed['files']>();
	for (const file of files) {
		const folder = file.path.split('/').slice(0, -1).slice(0, 4).join('/');
		const place = folder ? `${folder}/` : file.path;
		folders.set(place, [...(folders.get(place) ?? []), file]);
	}
	for (const [place, own] of [...folders].sort(([a], [b]) => a.localeCompare(b))) {
		const total = own.reduce((sum, file) => sum + file.size, 0);
		const count = place.endsWith('/') ? `${own.length} files, ` : '';
		console.log(`  ${place}: ${count}${kilobytes(total)}`);
	}
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1024).toFixed(0)} KB`;
}

interface Packed {
	files: Array<{ path: string; size: number }>;
	size: number;
	unpackedSize: number;
}
