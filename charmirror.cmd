@echo off
rem Starts CharacterMirror. In a checkout it is built first where that is needed; in a release archive nothing is built.
rem Not tested: see README.md.
setlocal
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
set "KIT=Java runtime"
set "JAR=%HOME_DIR%\lib\charactermirror.jar"
set "LIBRARIES=%HOME_DIR%\lib"
if exist "%HOME_DIR%\pom.xml" (
  set "KIT=JDK"
  set "JAR=%HOME_DIR%\target\charactermirror.jar"
  set "LIBRARIES=%HOME_DIR%\target\lib"
)

if defined JAVA_HOME (
  set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
) else (
  for %%I in (java.exe) do set "JAVA_EXE=%%~$PATH:I"
)
rem No path is printed within parentheses: one such as "Program Files (x86)" would end them.
if exist "%JAVA_EXE%" goto java_is_there
echo CharacterMirror needs a %KIT% of version 17 or newer: winget install EclipseAdoptium.Temurin.17.JDK, or set JAVA_HOME to it. 1>&2
exit /b 1

:java_is_there
if exist "%JAR%" goto run
if exist "%HOME_DIR%\pom.xml" goto build
echo The installation is incomplete: there is no %JAR%. Unpack the archive again. 1>&2
exit /b 1

:build
echo First start: building CharacterMirror, a few minutes where libraries must be downloaded ... 1>&2
if not exist "%HOME_DIR%\target" mkdir "%HOME_DIR%\target"
pushd "%HOME_DIR%"
call mvnw.cmd -B -Dmaven.test.skip=true -Dspotless.check.skip=true package > target\launcher-build.log 2>&1
if errorlevel 1 goto build_failed
popd

:run
"%JAVA_EXE%" -XX:+UseSerialGC -Dfile.encoding=UTF-8 -Dai.djl.offline=true "-Dcharmirror.home=%HOME_DIR%" %CHARMIRROR_JAVA_OPTIONS% -cp "%JAR%;%LIBRARIES%\*" org.charactermirror.cli.Main %*
exit /b %errorlevel%

:build_failed
popd
echo The build failed; its output is in %HOME_DIR%\target\launcher-build.log. 1>&2
exit /b 1
