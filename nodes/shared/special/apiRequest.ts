import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fileItem } from '../execution/file';
import { InputRefused } from '../execution/inputRefused';
import { isRecord } from '../execution/records';
import { pageOf } from '../../../pbx/lists/paging';
import { readAll } from '../../../pbx/lists/readAll';
import type { Special } from './index';

/** Paths that would change or end the session that all workflows of the credential share. */
const SESSION = /^\/(tenants\/switch|auth\/(sign_in|sign_out|refresh_token)|login|logout)([/;]|$)/i;

/**
 * Sends any call below `/api` through the session, the messages and the paging of this node, for
 * what it does not know yet.
 */
export const apiRequest: Special = async ({ context, client, call, binaryProperty }) => {
	const given = call.body ?? {};
	const method = given.method === 'POST' ? 'POST' : 'GET';
	const path = checkedPath(String(given.path));
	const query = textsOf(objectOf(given.query, 'Query'));
	if (given.all_pages === true && method === 'GET') {
		return items(await readAll(client, path, query, Infinity));
	}
	const body = objectOf(given.body, 'Body');
	if (given.download === true) {
		const reply = await client.send({ method, path, query, body, file: true });
		return [await fileItem(context, binaryProperty || 'data', reply)];
	}
	const reply = await client.send({ method, path, query, body });
	if (isList(reply.body)) return items(pageOf(reply.body).rows);
	const answer = objectOf(reply.body, 'Answer');
	return items([Object.keys(answer).length ? answer : { status: reply.status }]);
};

function checkedPath(typed: string): string {
	const path = typed.trim().replace(/^\/api(?=\/)/, '');
	const plain = decoded(path);
	if (
		!/^\/[^?#\\\s]*$/.test(path) ||
		/\/\//.test(plain) ||
		plain.split('/').some((part) => part === '.' || part === '..')
	) {
		throw new InputRefused(
			`"Path" must begin with / and hold a path only; it is "${typed}"`,
			'Write it like /call_queues/123/agents, below /api. Parameters go into Query.',
		);
	}
	if (SESSION.test(plain)) {
		throw new InputRefused(
			`"${path}" would change the session that all workflows with this credential share`,
			'To work inside a tenant, use Act in Tenant; it has a session of its own.',
		);
	}
	return path;
}

/** What servers make of a path; one that cannot be read is refused. */
function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return '..';
	}
}

function objectOf(value: unknown, label: string): IDataObject {
	if (value === undefined) return {};
	if (isRecord(value)) return value;
	throw new InputRefused(`"${label}" must be an object`, 'Write it like {"name": "value"}.');
}

const textsOf = (values: IDataObject): Record<string, string> =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

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
