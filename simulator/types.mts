/** A stored record of the simulated PBX, or a part of an answer. */
export type Rec = Record<string, unknown>;

/** One field of a request, as `contract/operations.json` describes it. */
export interface ContractField {
	name?: string;
	type: string;
	required?: boolean;
	minLength?: number;
	maxLength?: number;
	min?: number;
	max?: number;
	enum?: string[];
	default?: unknown;
	pattern?: string;
	format?: string;
	items?: ContractField;
	properties?: ContractField[];
	oneOf?: ContractField[];
	typeInferred?: boolean;
	nameAlternatives?: string[];
}

/** One operation of `contract/operations.json`. */
export interface Operation {
	method: 'GET' | 'POST';
	path: string;
	tag: string;
	operationId: string;
	schemaKnown: boolean;
	scope: string;
	alsoScopes?: string[];
	noAuth?: boolean;
	query: ContractField[];
	body: ContractField[] | null;
	bodyContentType: string | null;
	bodyRequired?: boolean;
	bodyInferred?: string;
	unnamedFields?: Array<{ nameGuess: string; type: string }>;
	pathParams: Array<{ name: string }>;
	success: number[];
	responseShape: string;
	responseFieldsAdded?: Array<{ name: string }>;
	responseFieldsRenamed?: Array<{ from: string; to: string }>;
	responseFieldsRemoved?: Array<{ name: string }>;
	responseEnumChanges?: Array<{ field: string; added?: string[]; removed?: string[] }>;
	/** The path an earlier version had; `responses.json` may still use it. */
	renamedFrom?: string;
}

/** The shape of one answer in `contract/responses.json`. */
export interface ResponseFact {
	status: number;
	schema: JsonSchema;
	added?: Array<{ name: string }>;
}

export interface JsonSchema {
	type?: string;
	format?: string;
	enum?: string[];
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
	oneOf?: JsonSchema[];
}

/** Who may be signed in: which table the account is in. */
export type AccountKind = 'administrators' | 'dealers' | 'users';

/** What a session may do right now; a tenant switch turns `system` or `dealer` into `tenant`. */
export type Level = 'system' | 'dealer' | 'tenant' | 'user';

export interface Session {
	id: string;
	accountKind: AccountKind;
	accountId: string;
	accessToken: string;
	refreshToken: string;
	/** Milliseconds since the epoch. */
	expiresAt: number;
	/** The tenant that `POST /tenants/switch` moved the session to. */
	switchedTo?: string;
}

/** The caller of one request, worked out from the token. */
export interface Caller {
	session: Session;
	account: Rec;
	level: Level;
	/** The tenant a tenant-scope call acts on. */
	tenantId?: string;
	/** The dealer whose tenants and dealers are visible; absent for the system administrator. */
	dealerId?: string;
}
