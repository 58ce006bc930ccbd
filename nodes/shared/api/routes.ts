import { fullyDecoded } from '../../../pbx/path';
import { resources } from './index';

/** `POST 3`: only routes with the same method and as many segments can be taken for one another. */
const byShape = new Map<string, string[][]>();
/** All words that stand in routes: only an id that is one of them can lead to another route. */
const words = new Set<string>();

for (const { method, path, composed } of resources.flatMap(({ operations }) => operations)) {
	if (composed) continue;
	const segments = path.split('/');
	const shape = `${method} ${segments.length}`;
	byShape.set(shape, [...(byShape.get(shape) ?? []), segments]);
	for (const segment of segments) if (!isBrace(segment)) words.add(segment);
}

function isBrace(segment: string): boolean {
	return segment.startsWith('{');
}

/**
 * The other call that a path would lead to, because an id is the word that this call has in its
 * place: a tenant with the id `switch` would move the session.
 *
 * @param route path of the row, with braces
 * @param ids what stands in the braces
 * @returns route of the other row, if there is one
 */
export function otherRoute(
	method: string,
	route: string,
	ids: Readonly<Record<string, unknown>>,
): string | undefined {
	const own = route.split('/');
	const filled = own.map((segment) =>
		isBrace(segment) ? fullyDecoded(String(ids[segment.slice(1, -1)])).toLowerCase() : segment,
	);
	if (!filled.some((segment, index) => isBrace(own[index]) && words.has(segment))) return undefined;
	const others = byShape.get(`${method} ${own.length}`) ?? [];
	const match = others.find(
		(other) =>
			other.every((segment, index) => isBrace(segment) || segment === filled[index]) &&
			other.some((segment, index) => !isBrace(segment) && isBrace(own[index])),
	);
	return match?.join('/');
}
