import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Clock } from './clock';
import type { Login } from './sessions/login';

/** Sends one HTTP request and gives the full answer, or throws whatever n8n throws. */
export type Http = (options: IHttpRequestOptions) => Promise<IN8nHttpFullResponse>;

/** What sending needs from whoever runs it: a node, a list of the editor, the credential, a test. */
export interface Host {
	/** Sends a request as it is. */
	send: Http;
	clock: Clock;
	/** Aborted when the execution is stopped. */
	stop?: AbortSignal;
	/** Says something to whoever looks after n8n. */
	tell(text: string): void;
}

/** A host that has a credential. */
export interface AccountHost extends Host {
	/** Sends a request with the saved session of the credential, which is renewed if need be. */
	sendWithSession: Http;
	/** The fields of the credential. */
	login(): Promise<Login>;
	/** Whether the credential has a saved session that can be used; else the next request signs in. */
	isSignedIn(): Promise<boolean>;
}
