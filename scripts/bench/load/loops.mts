import type { IDataObject } from 'n8n-workflow';
import { Pool } from 'undici';

/** A signed-in client with nothing around it: what the network and the PBX cost by themselves. */
interface Bare {
	send(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown>;
	close(): Promise<void>;
}

interface Login {
	username: string;
	password: string;
}

/** @param connections most connections, and with them most requests at once */
async function bare(url: string, login: Login, connections: number): Promise<Bare> {
	const pool = new Pool(url, { connections });
	const headers: Record<string, string> = { 'content-type': 'application/json' };
	const send: Bare['send'] = async (method, path, body) => {
		const sent = body ? JSON.stringify(body) : undefined;
		const answer = await pool.request({ method, path: `/api${path}`, headers, body: sent });
		if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode}`);
		return await answer.body.json();
	};
	const session = (await send('POST', '/auth/sign_in', login)) as { access_token: string };
	headers.authorization = `Bearer ${session.access_token}`;
	return { send, close: async () => await pool.close() };
}

/**
 * Does something for all numbers below `count`, at most so many at the same time.
 *
 * @returns the results in the order of the numbers
 */
export async function atOnce<T>(
	most: number,
	count: number,
	one: (index: number) => Promise<T>,
): Promise<T[]> {
	const results: T[] = [];
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const index = next++;
			results[index] = await one(index);
		}
	};
	await Promise.all(Array.from({ length: most }, worker));
	return results;
}

/** Creates a record for each body. */
export async function creates(url: string, login: Login, most: number, bodies: object[]) {
	const client = await bare(url, login, most);
	const made = await atOnce(
		most,
		bodies.length,
		async (index) => await client.send('POST', '/ip_filters', bodies[index]),
	);
	await client.close();
	return made;
}

/** Reads a list page by page. */
export async function pages(url: string, login: Login, most: number): Promise<object[]> {
	const client = await bare(url, login, most);
	const rows = await pagesOf(
		most,
		async (query) => await client.send('GET', `/ip_filters?${query}`),
	);
	await client.close();
	return rows;
}

/**
 * Reads a list: the first page tells how many there are, the others come several at a time.
 *
 * @param read gives the page behind a query
 */
export async function pagesOf(most: number, read: (query: string) => Promise<unknown>) {
	const page = async (index: number) =>
		(await read(`skip=${index * PAGE}&top=${PAGE}`)) as { count: number; items: IDataObject[] };
	const { count, items } = await page(0);
	const more = Math.ceil(count / PAGE) - 1;
	const others = await atOnce(most, more, async (index) => (await page(index + 1)).items);
	return [items, ...others].flat();
}

const PAGE = 100;
