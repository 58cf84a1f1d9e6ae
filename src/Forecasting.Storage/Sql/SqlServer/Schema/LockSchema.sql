-- One at a time changes the schema; until the transaction ends.
declare @Granted int;
exec @Granted = sp_getapplock @Resource = 'forecasting schema', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = -1;
if @Granted < 0
throw 50001, 'The lock of the schema was not granted.', 1
