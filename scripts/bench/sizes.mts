import type { INodeProperties } from 'n8n-workflow';

/** How large a description is. */
export interface Sizes {
	properties: number;
	/** Bytes of the properties as JSON. */
	bytes: number;
	/** Bytes by resource, largest first; what several resources share stands under `SHARED`. */
	byResource: ReadonlyArray<readonly [resource: string, bytes: number]>;
}

export const SHARED = 'shared by several';

/** @param properties those of a whole node */
export function sizes(properties: readonly INodeProperties[]): Sizes {
	const byResource = new Map<string, number>();
	for (const property of properties) {
		const own = property.displayOptions?.show?.resource ?? [];
		const name = own.length === 1 ? String(own[0]) : SHARED;
		byResource.set(name, (byResource.get(name) ?? 0) + bytesOf(property));
	}
	return {
		properties: properties.length,
		bytes: bytesOf(properties),
		byResource: [...byResource].sort(([, a], [, b]) => b - a),
	};
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
