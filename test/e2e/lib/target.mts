import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OPTIONS } from './options.mts';
import { CACHE, E2E } from './paths.mts';

/** What npm reads in a folder. Without a lock file it takes what fits today. */
export interface Target {
	version: string;
	/** Content by name of the file. */
	files: Readonly<Record<string, string>>;
}

const NEWEST = E2E;
const OLDEST = path.join(E2E, 'oldest');

/** The n8n of this run, as the command line asks for it. */
export const TARGET: Target = targetOf(OPTIONS.n8n);

/** Where it is installed: later runs with the same version use it again. */
export const SERVER = path.join(CACHE, `server-${TARGET.version}`);

/** Something in its `node_modules`. */
export const inServer = (name: string): string => path.join(SERVER, 'node_modules', name);

/**
 * Newest and oldest have lock files of their own. Any other version is installed by the package
 * file of the one of its major version, without a lock.
 */
function targetOf(wanted: string | undefined): Target {
	const [newest, oldest] = [NEWEST, OLDEST].map(pinned);
	if (wanted === undefined || wanted === newest.version) return newest;
	if (wanted === 'oldest' || wanted === oldest.version) return oldest;
	const major = (version: string) => version.split('.')[0];
	const { version, files } = major(wanted) === major(oldest.version) ? oldest : newest;
	return {
		version: wanted,
		files: {
			'package.json': files['package.json'].replace(`"n8n": "${version}"`, `"n8n": "${wanted}"`),
			'.npmrc': files['.npmrc'],
		},
	};
}

function pinned(folder: string): Target {
	const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
	const files = {
		'package.json': read('package.json'),
		'package-lock.json': read('package-lock.json'),
		'.npmrc': readFileSync(path.join(E2E, '.npmrc'), 'utf8'),
	};
	const { dependencies } = JSON.parse(files['package.json']) as {
		dependencies: { n8n: string };
	};
	return { version: dependencies.n8n, files };
}
