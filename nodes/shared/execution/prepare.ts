import type { IExecuteFunctions } from 'n8n-workflow';
import { findOperation } from '../api';
import type { Operation } from '../api/types';
import { parametersOf } from '../plan/parameters';
import { planRequest, type Item, type Plan, type Read } from '../plan/plan';
import { specials } from '../special';
import { InputRefused } from '../values/inputRefused';

/** An item with its row and its checked values, or with what speaks against it. */
export interface Prepared {
	operation?: Operation;
	plan?: Plan;
	error?: unknown;
}

/** Checks all items, before anything is sent. */
export function prepareAll(context: IExecuteFunctions): Prepared[] {
	const read = parametersOf(context);
	const timezone = context.getTimezone();
	const now = Date.now();
	return context.getInputData().map((_, index) => {
		const binary: Item['binary'] = (property) => context.helpers.assertBinaryData(index, property);
		return prepare({ read: read(index), binary }, timezone, now);
	});
}

function prepare(item: Item, timezone: string, now: number): Prepared {
	const prepared: Prepared = {};
	try {
		const operation = rowOf(item.read);
		prepared.operation = operation;
		const plan = planRequest(operation, item.read, timezone, now);
		// Before the checks of a special one: what it refuses must not show a secret either.
		prepared.plan = plan;
		if (operation.special) prepared.plan = specials[operation.special].plan(plan, item);
	} catch (error) {
		prepared.error = error;
	}
	return prepared;
}

function rowOf(read: Read): Operation {
	const [resource, operation] = [String(read('resource')), String(read('operation'))];
	if (resource === '__CUSTOM_API_CALL__' || operation === '__CUSTOM_API_CALL__') {
		throw new InputRefused(
			'Custom API Call runs in the HTTP Request node, not here',
			'Choose another operation, or use an HTTP Request node with the credential PortSIP PBX API.',
		);
	}
	const found = findOperation(resource, operation);
	if (found) return found;
	throw new InputRefused(
		`There is no operation "${operation}" for the resource "${resource}"`,
		'Choose both anew in the node. The workflow may come from another version of this node.',
	);
}
