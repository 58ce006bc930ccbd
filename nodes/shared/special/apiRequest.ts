import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { pageOf } from '../../../pbx/lists/paging';
import { readAll } from '../../../pbx/lists/readAll';
import { isOneSegment } from '../../../pbx/path';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { downloaded } from './fileItem';
import type { Special } from './special';

/** Paths that would change or end the session that all workflows of the credential share. */
const SESSION = /^\/(tenants\/switch|auth\/(sign_in|sign_out|refresh_token)|login|logout)([/;]|$)/i;

/**
 * Sends any call below `/api` through the session, the messages and the paging of this node, for
 * what it does not know yet.
 */
export const apiRequest: Special = {
	plan(plan) {
		const given = plan.body;
		const method = given.method === 'POST' ? 'POST' : 'GET';
		const route = checkedPath(String(given.path));
		const query = (given.query ?? {}) as Record<string, string>;
		const body = objectOf(given.body, 'Body');
		const lists = given.all_pages === true && method === 'GET';
		const [, collection, record] = route.split('/');
		return {
			...plan,
			method,
			route,
			query,
			body,
			reads: method === 'GET',
			// What stands first in a path is a collection, and what follows a record of it.
			changes: method === 'POST' && record ? `/${collection}/${record}` : undefined,
			limit: lists ? Infinity : 0,
			download: given.download === true,
			binaryProperty: plan.binaryProperty || 'data',
		};
	},
	async run({ context, session, call, plan }) {
		if (plan.limit > 0) return items(await readAll(session, call, plan.limit));
		if (plan.download) {
			return [await downloaded(context, session, call, { property: plan.binaryProperty })];
		}
		const { status, body } = await session.send(call);
		if (isList(body)) return items(pageOf(body).rows);
		const answer = objectOf(body, 'Answer');
		return items([Object.keys(answer).length ? answer : { status }]);
	},
};

function checkedPath(typed: string): string {
	const path = typed.trim().replace(/^\/api(?=\/)/, '');
	const plain = decoded(path);
	if (plain !== undefined && SESSION.test(plain)) {
		throw new InputRefused(
			`"${path}" would change the session that all workflows with this credential share`,
			'To work inside a tenant, use Act in Tenant; it has a session of its own.',
		);
	}
	const fits = /^\/[^?#\\\s{}]*$/.test(path) && path.slice(1).split('/').every(isOneSegment);
	if (!fits || plain === undefined) {
		throw new InputRefused(
			`"Path" must begin with / and hold a path only; it is "${typed}"`,
			'Write it like /call_queues/123/agents, below /api, with the ID in place of {id}. Parameters go into Query.',
		);
	}
	return path;
}

/** What servers make of a path; undefined where each may make something else of it. */
function decoded(path: string): string | undefined {
	try {
		return decodeURIComponent(path);
	} catch {
		return undefined;
	}
}

function objectOf(value: unknown, label: string): IDataObject {
	if (value === undefined) return {};
	if (isRecord(value)) return value;
	throw new InputRefused(`"${label}" must be an object`, 'Write it like {"name": "value"}.');
}

/** A list has nothing beside its rows but their number. */
const isList = (body: unknown): boolean =>
	Array.isArray(body) ||
	(isRecord(body) &&
		'items' in body &&
		Object.keys(body).every((name) => name === 'items' || name === 'count'));

const items = (rows: unknown[]): INodeExecutionData[] =>
	rows.map((row) => ({
		json: typeof row === 'object' && row !== null ? (row as IDataObject) : { value: row as string },
	}));
