import { request, type Dispatcher } from 'undici';

/** The owner of the n8n under test. */
export const OWNER = {
	email: 'owner@n8n.example',
	firstName: 'Olivia',
	lastName: 'Owner',
	password: 'Only-For-Tests-7',
};

/** What n8n said instead of a result. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		readonly body: unknown,
		call: string,
	) {
		super(`${call} answered ${status}: ${JSON.stringify(body)?.slice(0, 500)}`);
	}
}

/** n8n's own API, as its editor uses it. */
export class Rest {
	private cookie = '';

	constructor(readonly url: string) {}

	/** Makes the owner's account in a fresh n8n and signs in with it. */
	async setUpOwner(): Promise<void> {
		await this.send('POST', '/rest/owner/setup', OWNER);
	}

	async signIn(): Promise<void> {
		const { email, password } = OWNER;
		await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	get<T = any>(path: string): Promise<T> {
		return this.send('GET', path);
	}

	post<T = any>(path: string, body: unknown = {}): Promise<T> {
		return this.send('POST', path, body);
	}

	patch<T = any>(path: string, body: unknown): Promise<T> {
		return this.send('PATCH', path, body);
	}

	delete<T = any>(path: string): Promise<T> {
		return this.send('DELETE', path);
	}

	/** @returns the `data` of n8n's answer, or all of it where there is no such part */
	private async send(method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<any> {
		const answer = await request(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': 'end-to-end-tests',
				...(this.cookie ? { cookie: this.cookie } : {}),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			bodyTimeout: 60_000,
			headersTimeout: 60_000,
		});
		const cookies = [answer.headers['set-cookie'] ?? []].flat();
		const session = cookies.find((each) => each.startsWith('n8n-auth='));
		if (session) this.cookie = session.split(';')[0];
		const text = await answer.body.text();
		const parsed = parse(text);
		if (answer.statusCode >= 400)
			throw new RestError(answer.statusCode, parsed, `${method} ${path}`);
		return parsed?.data ?? parsed;
	}
}

function parse(text: string): any {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
