-- What VMs and volumes are made like (domain.md §7).

CREATE TABLE instance_offerings (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    description TEXT,
    created_at BIGINT NOT NULL,
    cpu_count INTEGER NOT NULL CHECK (cpu_count BETWEEN 1 AND 1024),
    memory_size BIGINT NOT NULL CHECK (memory_size > 0),
    state TEXT NOT NULL DEFAULT 'Enabled',
    owner TEXT NOT NULL DEFAULT 'admin'
);

CREATE TABLE disk_offerings (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    description TEXT,
    created_at BIGINT NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    state TEXT NOT NULL DEFAULT 'Enabled',
    owner TEXT NOT NULL DEFAULT 'admin'
);
