import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './processes.mts';
import { PROJECT } from './paths.mts';

/** The package as it would be published. */
export interface Packed {
	name: string;
	version: string;
	tarball: string;
}

/**
 * Builds the project and packs it into a folder; or takes the package that `E2E_TARBALL` names,
 * such as the one that is about to be released.
 */
export async function pack(folder: string): Promise<Packed> {
	const tarball = process.env.E2E_TARBALL
		? path.resolve(process.env.E2E_TARBALL)
		: await build(folder);
	const { name, version } = JSON.parse(
		readFileSync(path.join(PROJECT, 'package.json'), 'utf8'),
	) as Packed;
	return { name, version, tarball };
}

async function build(folder: string): Promise<string> {
	const npm = (log: string, ...args: string[]) =>
		run({ command: 'npm', args, cwd: PROJECT, log: path.join(folder, log) }, 300);
	await npm('build.log', 'run', 'build');
	await npm('pack.log', 'pack', '--pack-destination', folder);
	const [tarball] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
	return path.join(folder, tarball);
}

/**
 * Installs the package into a user folder the way n8n installs a community package from the
 * registry: unpacked below `nodes/node_modules`, dependencies of its development struck out, and
 * entered in the list of installed packages.
 */
export async function addCommunityPackage(packed: Packed, userFolder: string): Promise<void> {
	const nodes = path.join(userFolder, '.n8n/nodes');
	const target = path.join(nodes, 'node_modules', packed.name);
	mkdirSync(target, { recursive: true });
	await run(
		{
			command: 'tar',
			args: ['-xzf', packed.tarball, '-C', target, '--strip-components=1'],
			log: path.join(userFolder, 'unpack.log'),
		},
		60,
	);
	const file = path.join(target, 'package.json');
	const description = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	for (const part of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
		delete description[part];
	writeFileSync(file, JSON.stringify(description, null, 2));
	writeFileSync(
		path.join(nodes, 'package.json'),
		JSON.stringify(
			{
				name: 'installed-nodes',
				private: true,
				dependencies: { [packed.name]: packed.version },
			},
			null,
			2,
		),
	);
}
