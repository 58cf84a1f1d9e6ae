-- Whatever a query says, PostgreSQL writes nothing in this transaction.
set transaction read only
