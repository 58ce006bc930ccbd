import { createHash } from 'node:crypto';

import { operations } from '../contract.mts';
import { invalid, notFound } from '../errors.mts';
import { cut } from '../generic/shape.mts';
import { checkWay, isSampled, keyOfTable, madeUp, schemasOf, tableOf } from '../generic/tables.mts';
import { userByNumber } from '../numbers.mts';
import type { Call, Pbx } from '../pbx.mts';
import type { ContractField, Operation, Rec } from '../types.mts';
import { checked, tenantOf } from './requests.mts';

const fields: ContractField[] = [
	{ name: 'list', type: 'string', required: true },
	{ name: 'tenant', type: 'string' },
	{ name: 'user', type: 'string' },
	{ name: 'record', type: 'object' },
	{ name: 'file', type: 'string' },
];

/**
 * A call of the API that nobody sent, so that what happens by itself finds its lists the same way.
 * @param user whose lists are meant, where an operation is about the signed-in user
 */
export function callIn(
	pbx: Pbx,
	operation: Operation,
	params: Record<string, string>,
	tenantId: string,
	user: Rec = {},
): Call {
	const session = {
		id: '',
		accountKind: 'users' as const,
		accountId: String(user.id),
		accessToken: '',
		refreshToken: '',
		expiresAt: 0,
	};
	return {
		pbx,
		operation,
		params,
		query: {},
		body: {},
		raw: Buffer.alloc(0),
		headers: {},
		address: '',
		caller: { session, account: user, level: 'tenant', tenantId },
	};
}

/** The list of the contract that a path names, with what stands for its parameters. */
function findList(path: string): { operation: Operation; params: Record<string, string> } {
	for (const operation of operations) {
		if (operation.method !== 'GET' || !operation.responseShape.startsWith('list')) continue;
		const pattern = operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
		const match = new RegExp(`^${pattern}$`).exec(path);
		if (match && isSampled(operation.path)) return { operation, params: { ...match.groups } };
	}
	throw invalid('list', 'is no list that the API only reads');
}

/** Refuses what the answers of the list could not show. */
function checkRecord(template: string, record: Rec): void {
	const known = Object.assign({}, ...schemasOf(template).map(({ properties }) => properties));
	for (const [name, value] of Object.entries(record)) {
		if (!Object.hasOwn(known, name)) throw invalid(`record.${name}`, 'is not in the list');
		if (JSON.stringify(cut(known[name], value)) !== JSON.stringify(value)) {
			throw invalid(`record.${name}`, 'does not fit the list');
		}
	}
}

/** Keeps a content where `GET /blobs/{digest}` finds it. */
function keepFile({ state }: Pbx, text: string): Rec {
	const content = Buffer.from(text);
	const digest = createHash('sha256').update(content).digest('hex');
	state.blobs.set(digest, content);
	return { file_size: content.length, file_url: `/api/blobs/${digest}` };
}

/**
 * Adds a record to a list nobody can write into, such as `/external_messages`; what is not said is
 * made up.
 * @param request see the README, `POST /_control/records`
 * @returns the id of the record
 * @throws PbxError 400 or 404
 */
export function addRecord(pbx: Pbx, request: Rec): Rec {
	const { list, tenant, user: number, record = {}, file } = checked('records', fields, request);
	const { operation, params } = findList(String(list));
	const template = operation.path;
	checkRecord(template, record as Rec);
	const { id: tenantId } = tenantOf(pbx, tenant);
	const user = number === undefined ? undefined : userByNumber(pbx.state, tenantId, number);
	if (operation.scope === 'user' && !user) throw notFound('The user');
	const call = callIn(pbx, operation, params, String(tenantId), user);
	checkWay(call, template);
	const stored: Rec = {
		...madeUp(pbx.state, template),
		...(file !== undefined && keepFile(pbx, String(file))),
		...(record as Rec),
	};
	tableOf(call, template).set(String(stored[keyOfTable(template)]), stored);
	return { id: stored.id };
}
