-- One schema for SQLite and PostgreSQL; they differ in the type of bytes. Times are milliseconds since 1970.

create table learner (
    id text primary key,
    name text not null unique,
    created bigint not null
);

-- A token is never stored, only its SHA-256.
create table token (
    hash text primary key,
    learner text not null references learner (id),
    created bigint not null,
    expires bigint not null
);

create table artifact (
    sha256 text primary key,
    bytes ${bytes} not null
);

create table submission (
    id text primary key,
    learner text not null references learner (id),
    task text not null,
    sha256 text not null references artifact (sha256),
    received bigint not null,
    state text not null check (state in ('QUEUED', 'EVALUATING', 'SCORED', 'REJECTED', 'FAILED')),
    attempts integer not null default 0,
    lease text,
    lease_until bigint,
    finished bigint,
    reason text,
    message text,
    unique (learner, task, sha256),
    check ((state = 'EVALUATING') = (lease is not null)),
    check ((state = 'EVALUATING') = (lease_until is not null))
);

create index submission_queue on submission (state, received, id);
create index submission_board on submission (task, state);

-- What the evaluator measured, once for each submission. Null: not measured.
create table score (
    submission text primary key references submission (id),
    public_examples bigint not null,
    public_accuracy double precision,
    public_bits double precision,
    private_examples bigint not null,
    private_accuracy double precision,
    private_bits double precision,
    p50 double precision,
    p95 double precision,
    p95_low double precision,
    p95_high double precision,
    calls integer not null,
    bytes bigint not null,
    memory bigint not null,
    memory_method text not null,
    seconds double precision
);

-- A task that is closed takes no submissions and shows the private part.
create table closing (
    task text primary key,
    at bigint not null
);

-- Counted up in the transaction that changes what a page shows: how every server process learns of every change.
create table version (
    task text not null,
    kind text not null check (kind in ('scores', 'queue')),
    number bigint not null,
    primary key (task, kind)
);
