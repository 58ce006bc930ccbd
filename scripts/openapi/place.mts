import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { resources } from '../../nodes/shared/api/index.ts';
import { camelCase } from '../../nodes/shared/api/names.ts';
import type { Resource } from '../../nodes/shared/api/types.ts';

/** Where the row of an operation belongs. */
export interface Place {
	/** The resource whose paths are nearest; absent where the operation starts a new one. */
	resource?: Resource;
	/** The kind of record behind `{id}`, by the name of its reference or resource. */
	own: string;
	/** The path that the resource's routes continue. */
	base: string;
}

/** First parts of paths that many resources share, so that they alone put nothing together. */
const SHARED = new Set(['admin', 'user']);

/** @param route path of the operation, with braces */
export function placeOf(route: string): Place {
	const [best] = resources
		.map((resource) => ({ resource, score: nearness(resource, route) }))
		.sort((a, b) => b.score - a.score);
	if (!best.score) {
		const base = route.replace(/\/\{.*$/, '');
		return { own: camelCase(base.slice(1).replaceAll('/', '_')), base };
	}
	const { resource } = best;
	const id = resource.operations
		.flatMap(({ pathFields }) => pathFields)
		.find(({ name }) => name === 'id');
	return { resource, own: id?.ref ?? resource.value, base: baseOf(resource) };
}

/** How many parts of the path a resource shares; a path of its own counts for more than any. */
function nearness({ operations }: Resource, route: string): number {
	const parts = route.slice(1).split('/');
	const scores = operations.map(({ path: own }) => {
		if (own === route) return Infinity;
		const others = own.slice(1).split('/');
		const different = parts.findIndex((part, index) => part !== others[index]);
		const shared = different < 0 ? parts.length : different;
		return shared === 1 && SHARED.has(parts[0]) ? 0 : shared;
	});
	return Math.max(...scores);
}

/** A resource does not keep its base, but its regular calls show it. */
function baseOf({ operations }: Resource): string {
	const regular = operations.find(({ value }) => value === 'create' || value === 'getMany');
	if (regular) return regular.path;
	return operations[0].path.replace(/\/\{.*$/, '');
}

/** The file in which a resource is defined, below `nodes/shared/api/`. */
export function fileOf({ value }: Resource): string | undefined {
	const folder = path.resolve(import.meta.dirname, '../../nodes/shared/api');
	const opening = new RegExp(`\\bresource\\(\\s*'${value}'`);
	return readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(
		(file) => file.endsWith('.ts') && opening.test(readFileSync(path.join(folder, file), 'utf8')),
	);
}
