/**
 * The vocabulary of the fact tables: what an endpoint is, in the terms of PortSIP's API.
 * Rows (`api/<resource>.ts`) are written in it, and everything else is derived from them:
 * the editor's fields (`description/`), the requests (`execution/`) and the generated docs.
 */

/** How a value looks in the API; the editor's widget and the checks follow from it. */
export type FieldType =
	| 'text'
	| 'integer'
	| 'number'
	| 'boolean'
	| 'choice'
	| 'dateTime'
	/** a list of plain strings */
	| 'texts'
	/** the id of another record, picked with a locator */
	| 'reference'
	/** an object whose fields are shown one by one */
	| 'object'
	/** a list of objects */
	| 'list'
	/** an object whose keys are a fixed set and whose values all look the same */
	| 'keyed'
	/** weekly hours, written as one line and sent as seven days */
	| 'weekHours'
	/** an object of groups of switches, picked from one list; those not picked are off */
	| 'switches'
	/** DID numbers and ranges joined by semicolons, checked before they are sent */
	| 'didNumbers'
	/** anything; the shape is unknown or too deep for fields */
	| 'json';

/** What the text of a field must look like beyond its length; each has a check in `values/forms`. */
type TextForm =
	// of the network
	| ('cidr' | 'cidrs' | 'host' | 'ip' | 'ipv4' | 'ipv6' | 'mac' | 'sipDomain' | 'url' | 'website')
	// of mail: one address, up to 15 of them, any number of them
	| ('email' | 'recipients' | 'invitees')
	// of numbers: to dial, of a person, to show, of an extension, with ranges, of lengths
	| ('dialled' | 'phone' | 'callerId' | 'extensionNumber' | 'ranges' | 'lengths')
	// of codes
	| ('digits' | 'pin' | 'voicemailPin' | 'speedDial8' | 'speedDial100')
	// of places
	| ('country' | 'currency' | 'latitude' | 'longitude' | 'locale' | 'timezone')
	// of documents and names
	| ('certificate' | 'privateKey' | 'jsonText' | 'cron' | 'quota')
	| ('names' | 'roleName' | 'userName');

/** What numbers of a field stand for; their limits are known from that. */
export type NumberForm = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'percent';

/** What a `json` field holds, where only that is published. */
type JsonForm = 'jsonObject' | 'jsonList' | 'jsonQuery';

export type FormName = TextForm | NumberForm | JsonForm;

/** One parameter of an operation: of its path, its query or its body. */
export interface Field {
	/** The API's own name, for example `max_extensions`. */
	name: string;
	/** Name of the node's parameter, where it is not the one derived from `name`. */
	parameter?: string;
	type: FieldType;
	/** Label in the editor, where the one derived from `name` would not read well. */
	title?: string;
	/** One sentence that helps to fill the field in; left out where it would repeat the title. */
	hint?: string;
	/** Example shown in the empty field. */
	example?: string;
	required?: boolean;
	/**
	 * The API wants it in every change, also of something else: where it is not given, it is read and
	 * sent again.
	 */
	kept?: boolean;
	/** Optional, but what the operation is for: it stands beside the required fields. */
	onTop?: boolean;
	/** A switch of the node itself: it has a value from the beginning, and cannot be left open. */
	always?: boolean;
	/** The value that the PBX uses when the field is not sent. */
	default?: string | number | boolean;
	/** Smallest number, or shortest text. */
	min?: number;
	/** Largest number, or longest text. */
	max?: number;
	/**
	 * Values of a `choice`, keys of a `keyed` field, or `group.switch` of `switches`, with the
	 * names that people read.
	 */
	options?: Readonly<Record<string, string>>;
	/** Fields of an `object`, of each element of a `list`, or of each value of a `keyed` field. */
	fields?: readonly Field[];
	/** The keys of a `keyed` field are fields of the body itself; `name` is the parameter's only. */
	spread?: boolean;
	/** The `weekHours` have a mode, which can also take over the hours of the company. */
	modes?: boolean;
	/** Why a `json` field stands for a structure that is published. */
	deep?: string;
	/** Which kind of record a `reference` picks, or each of some `texts` names: a key of `references`. */
	ref?: string;
	/** A `text` of a standard whose values are many: the method that searches the list of them. */
	picks?: 'searchTimezone' | 'searchCurrency' | 'searchCountry';
	/**
	 * An expression of it may give nothing, as an empty cell of a sheet does: it then counts as left
	 * empty, also where the other fields of the operation decide what is written.
	 */
	sparse?: boolean;
	/** Never shown, logged or echoed. */
	secret?: boolean;
	/** The end of a span: a date without a time means the end of that day. */
	wholeDay?: boolean;
	/** A secret that a creation demands and that the node can make up. */
	generated?: 'password' | 'pin';
	/** More than one line of text, such as a certificate. */
	multiline?: boolean;
	/** The text must match this whole pattern (anchors are added). */
	pattern?: string;
	/** What the value must look like; of `texts`, each of them. */
	form?: FormName;
	/** Fields of the objects in a list that the PBX shows, but does not take. */
	readOnly?: readonly string[];
	/** No two records have the same value: a record is found again by it. */
	unique?: boolean;
	/** No record is without it, though a change may leave it out. */
	filled?: boolean;
	/** The order of the texts means something. */
	ordered?: boolean;
	/** The PBX takes it, but never shows it: what it holds cannot be compared. */
	unseen?: boolean;
	/** Fields of the records that a filter compares with, any of them, where it is not its namesake. */
	matches?: readonly string[];
	/** First version of the PBX that has it, where not all supported ones do. */
	since?: string;
	/** A `choice` that nobody should make by accident: nothing is chosen at first, wherever it stands. */
	unchosen?: boolean;
	/** What the keys of a `keyed` field are: its entries begin with a choice of that name. */
	keyTitle?: string;
	/**
	 * The choice, or the key, is typed: a dropdown would weigh more in the editor than the few who
	 * open it are worth. It is checked as any other choice.
	 */
	typed?: boolean;
}

/** What an operation does; its label, its output and its extra fields follow from it. */
export type Kind =
	'create' | 'upsert' | 'get' | 'getMany' | 'update' | 'delete' | 'action' | 'upload' | 'download';

export type Method = 'GET' | 'POST';

/**
 * How a list is read: with all options, as declared or tried although undeclared; with `skip` and
 * `top` only; or whole, in one call.
 */
export type Paging = 'declared' | 'undeclared' | 'offset' | 'none';

/** One call of the API as one entry of the Operation dropdown. */
export interface Operation {
	/** Permanent value in saved workflows. */
	value: string;
	kind: Kind;
	/** Label in the Operation dropdown. */
	name: string;
	/** Sentence in the node panel, without articles. */
	action: string;
	/** What it does and who may call it, below the label. */
	description?: string;
	method: Method;
	/** Path below `/api`, with `{braces}` for path fields; empty where the user gives it. */
	path: string;
	/** The fields behind the braces, in the order of the path. */
	pathFields: readonly Field[];
	queryFields: readonly Field[];
	bodyFields: readonly Field[];
	/** Further fields may be sent as JSON; so also where a body is known to exist, but not its fields. */
	acceptsBody: boolean;
	paging: Paging;
	/** The column of a list that says when, for those who want the records of a span of time. */
	time?: string;
	/** Columns of a list by which people narrow it most, as fields. */
	filters?: readonly Field[];
	/** Columns kept by Simplify; absent where the whole answer is short. */
	simple?: readonly string[];
	/** Past participle for the item made of an empty answer: `{ "assigned": true }`. */
	done: string;
	/** File name of a download. */
	fileName?: string;
	/** Name of the module in `special/` that runs it, where one call is not enough. */
	special?: string;
	/** First version of the PBX that has it, where not all supported ones do. */
	since?: string;
	/** Licence module that it needs: contact center, or advanced. */
	license?: 'cc' | 'advanced';
	/** It changes nothing, although it may be sent as POST: a query, a search, a look. */
	reads: boolean;
	/**
	 * What it changes, where the order of two changes matters: the record behind the first brace
	 * with all below it, or the settings behind its path. Absent where there is nothing to keep in
	 * order, such as for a new record in a collection.
	 */
	changes?: 'record' | 'settings';
	/** It is about one tenant: a system administrator or dealer has to act in that tenant. */
	inTenant?: boolean;
	/** It works outside of any tenant, too: with what belongs to the whole PBX. */
	outside?: boolean;
	/**
	 * The brace that stands for the record that it is about; the braces before are what that
	 * belongs to. Absent where there is none, such as for a record that is still to be made.
	 */
	about?: string;
	/** What the id in the answer is called, where it is that of another record than it is about. */
	adds?: string;
	/** Options of the node itself, which are not sent. */
	ownFields: readonly Field[];
	/** Of an `upsert`: what it is made of. */
	upsert?: Upsert;
	/**
	 * It is made of calls of other rows: its path says what it is about, and is no call of its own.
	 */
	composed?: boolean;
	/** Of a change of members: where they are, and how they are changed. */
	membership?: Membership;
	/** Of a change: the names of the fields that no record is without, since creating demands them. */
	demanded?: readonly string[];
}

/** The extensions that belong to a record, and how the API changes them. */
export interface Membership {
	/** Path of their list: `/ring_groups/{id}/agents`. */
	path: string;
	/**
	 * Each by a call with its number in the path; or all at once, as a list of numbers or of entries
	 * that say more than the number.
	 */
	by: 'one' | 'numbers' | 'entries';
}

/** How a record is recognised, and the calls that make it, change it and show it. */
export interface Upsert {
	/** By which fields a record is recognised; the user chooses one of the ways. */
	keys: ReadonlyArray<readonly Field[]>;
	create: Operation;
	update: Operation;
	list: Operation;
	get: Operation;
	/** What has a call of its own. */
	parts: readonly Part[];
}

/** A field of a record that is changed by a call of its own. */
export interface Part {
	/** The field of the record under which it is given. */
	field: Field;
	/** The call that changes it: `POST /users/{id}/role`. */
	route: string;
	/** What the value is called in the body of that call, or in its path. */
	sentAs: string;
	/** The field of the record that shows it; absent for a secret. */
	shownAs?: string;
	/** Creating takes it, too; else it is set by the same call after the record was made. */
	created?: boolean;
	/** It is the list of those that belong to the record. */
	members?: Membership['by'];
}

/** A group of operations: one entry of the Resource dropdown. */
export interface Resource {
	value: string;
	/** Label in the Resource dropdown, with other common names in brackets. */
	name: string;
	description?: string;
	operations: readonly Operation[];
}

/** A node of the editor. */
export interface Area {
	/** Name of the node type, permanent in saved workflows. */
	node: string;
	/** The resource that a new node begins with. */
	first: string;
	resources: readonly Resource[];
}

/** A kind of record that other fields point to, and how to list it for picking. */
export interface Reference {
	/** Label of the locator, for example `Tenant`. */
	title: string;
	/** List call below `/api`. */
	path: string;
	/** Fields of a list item that make up the label: the first, then the others in brackets. */
	label: readonly string[];
	/** The list takes neither search nor paging: it is read whole. */
	whole?: boolean;
	/** The field that is sent, where it is not the id: some fields take the number of an extension. */
	value?: string;
	/** Other fields by which people know the record, for example a tenant's domain. */
	keys?: readonly Key[];
	/** An example of what is sent, where it is not the id. */
	example?: string;
	/** The kinds of records that it can be, which are offered and found together. */
	with?: readonly string[];
	/** Its records mean something inside a tenant only, though the account has some of its own. */
	tenantOnly?: boolean;
}

/** A field by which a record is found. */
export interface Key {
	name: string;
	title: string;
	example: string;
	/** It is made of digits, like an id. */
	digits?: boolean;
}
