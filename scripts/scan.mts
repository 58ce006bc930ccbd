import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * n8n's verification scanner on both legs that it checks: the source, and the packed tarball.
 * Prints what the tarball holds and how large it is; ends with exit code 1 on any finding.
 */
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
	const tops = [...new Set(files.map(({ path: file }) => file.split('/').slice(0, 2).join('/')))];
	console.log(
		`Tarball: ${files.length} files, ${(size / 1024).toFixed(0)} KB packed, ${(unpackedSize / 1024).toFixed(0)} KB unpacked: ${tops.join(', ')}`,
	);
	const [tarball] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
	execFileSync('tar', ['-xzf', tarball], { cwd: folder });
	return path.join(folder, 'package');
}

interface Packed {
	files: Array<{ path: string }>;
	size: number;
	unpackedSize: number;
}
