import './environment.mts';
import path from 'node:path';
import { createRequire } from 'node:module';
import { LazyPackageDirectoryLoader, PackageDirectoryLoader, type DirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialType,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

/** Folder of this package; its `dist` must have been built. */
export const PACKAGE = path.resolve(import.meta.dirname, '../..');

/** Node and credential types by their full names, loaded the way n8n loads them. */
export interface Loaded {
	nodeTypes: INodeTypes;
	credentialType(name: string): ICredentialType;
}

let loaded: Promise<Loaded> | undefined;

/**
 * Loads n8n's own nodes, lazily, and the built package; once in a process.
 *
 * @param folder the checkout whose build is loaded by the first call
 */
export async function loadNodeTypes(folder = PACKAGE): Promise<Loaded> {
	loaded ??= load(folder);
	return await loaded;
}

async function load(folder: string): Promise<Loaded> {
	const require = createRequire(import.meta.url);
	const base = path.dirname(require.resolve('n8n-nodes-base/package.json'));
	const loaders: Record<string, DirectoryLoader> = {
		'n8n-nodes-base': new LazyPackageDirectoryLoader(base),
		'n8n-nodes-portsip': new PackageDirectoryLoader(folder),
	};
	for (const loader of Object.values(loaders)) await loader.loadAll();

	const find = (fullName: string): INodeType | IVersionedNodeType => {
		const [pack, name] = fullName.split('.');
		if (!Object.hasOwn(loaders, pack))
			throw new Error(`No package "${pack}" for the node ${fullName}`);
		return loaders[pack].getNode(name).type;
	};
	return {
		nodeTypes: {
			getByName: find,
			getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(find(name), version),
			getKnownTypes: () => ({}),
		},
		credentialType: (name) => loaders['n8n-nodes-portsip'].getCredential(name).type,
	};
}
