import { createRequire } from 'node:module';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { findOperation } from '../../nodes/shared/api/index.ts';
import { contract } from '../facts/contract.mts';
import { documentOf } from '../openapi/write.mts';
import { checked, PORTSIP, slack, type Pair, type Subject } from './subjects.mts';

/** The part of `@devlikeapro/n8n-openapi-node` that is used. */
interface Generator {
	N8NPropertiesBuilder: new (
		document: object,
		config: { logger: Record<'info' | 'warn', () => void> },
	) => { build(): INodeProperties[] };
}

/**
 * The one node that the generator makes of the same API, in the way its README shows, with the
 * same calls chosen.
 */
export function generated(): Subject {
	const require = createRequire(import.meta.url);
	const { N8NPropertiesBuilder } = require('@devlikeapro/n8n-openapi-node') as Generator;
	// It tells of each body that it cannot show, such as files.
	const logger = { info: () => undefined, warn: () => undefined };
	const document = documentOf(contract().values());
	const properties = new N8NPropertiesBuilder(document, { logger }).build();
	return checked({
		name: 'Generated',
		description: { ...slack().description, properties },
		pairs: PORTSIP.map(([resource, operation]) => samePair(properties, resource, operation)),
	});
}

/** The choice that sends the same request; the generator names things after tags and ids. */
function samePair(
	properties: readonly INodeProperties[],
	resource: string,
	operation: string,
): Pair {
	const row = findOperation(resource, operation);
	const url = `=${row?.path.replace(/\{(\w+)\}/g, '{{$parameter["$1"]}}')}`;
	for (const { name, options, displayOptions } of properties) {
		if (name !== 'operation') continue;
		const found = ((options ?? []) as INodePropertyOptions[]).find(
			({ routing }) => routing?.request?.url === url && routing.request.method === row?.method,
		);
		if (found) return [String(displayOptions?.show?.resource?.[0]), String(found.value)];
	}
	throw new Error(`The generated node lacks ${row?.method} ${row?.path}`);
}
