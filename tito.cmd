@echo off
rem tito for Windows: finds a JDK 25 or later, builds TinyTorch when its sources changed, starts the command line.
rem The same steps as in the script `tito` beside it, which says what is kept in .tito.
setlocal EnableExtensions DisableDelayedExpansion
set "tito_home=%~dp0"
if "%tito_home:~-1%"=="\" set "tito_home=%tito_home:~0,-1%"
set "state=%tito_home%\.tito"
if not exist "%state%\" mkdir "%state%" 2>nul

set "jdk="
call :find_jdk
if not defined jdk goto no_jdk

rem A release for students comes built, without what a build needs.
if exist "%state%\released" goto start
call :up_to_date
if not errorlevel 1 goto start
rem The lock is an open file: Windows closes it when the process that holds it ends, however it ends.
set "entered="
set "told="
:try_lock
3>&2 2>nul (
  9>"%state%\lock" (
    set "entered=yes"
    2>&3 call :build
  )
)
set "built=%errorlevel%"
if defined entered goto built
if not defined told echo tito: another tito is building; waiting for it 1>&2
set "told=yes"
ping -n 2 127.0.0.1 >nul
goto try_lock
:built
if not "%built%"=="0" exit /b 9

:start
call :class_path
set "aot="
set "trained="
if exist "%state%\aot.jdk" set /p trained=<"%state%\aot.jdk"
if "%trained%"=="%jdk%" if exist "%state%\tito.aot" set aot="-XX:AOTCache=%state%\tito.aot"
"%jdk%\bin\java.exe" %aot% -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m -Xlog:disable --enable-native-access=ALL-UNNAMED "-Dtito.home=%tito_home%" -cp "%cp%" tinytorch.tito.Tito %*
exit /b %errorlevel%

rem ---- a JDK 25 or later

:find_jdk
if defined JAVA_HOME call :consider "%JAVA_HOME%"
if defined jdk exit /b 0
set "remembered="
if exist "%state%\java" set /p remembered=<"%state%\java"
if defined remembered call :consider "%remembered%"
if defined jdk exit /b 0
for /f "delims=" %%j in ('where java.exe 2^>nul') do call :consider "%%~dpj.."
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\BellSoft\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\SapMachine\JDK\*" "%LocalAppData%\Programs\Eclipse Adoptium\*" "%UserProfile%\.jdks\*" "%UserProfile%\.sdkman\candidates\java\*" "%UserProfile%\.gradle\jdks\*") do call :consider "%%~d"
for /d %%d in ("%UserProfile%\scoop\apps\*") do call :consider "%%~d\current"
if not defined jdk exit /b 1
>"%state%\java" echo %jdk%
exit /b 0

rem Takes folder %1 as the JDK when there is none yet and its `release` file says 25 or later.
:consider
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 1
if not exist "%~1\release" exit /b 1
set "version="
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do set "version=%%~v"
for /f "delims=.-+ " %%v in ("%version%") do set "version=%%v"
if not defined version exit /b 1
if %version% lss 25 exit /b 1
for %%p in ("%~1") do set "jdk=%%~fp"
exit /b 0

:no_jdk
echo tito: needs a JDK 25 or later (with the compiler, not only a run-time), and found none. 1>&2
if defined JAVA_HOME echo   JAVA_HOME is %JAVA_HOME%, which is none. 1>&2
echo   To get one: 1>&2
echo     winget install EclipseAdoptium.Temurin.25.JDK 1>&2
echo     https://adoptium.net/temurin/releases/?version=25 1>&2
echo   A JDK in another folder is used when JAVA_HOME names it. 1>&2
exit /b 10

rem ---- the build

:up_to_date
if not exist "%state%\stamp" exit /b 1
if not exist "%state%\made" exit /b 1
if not exist "%state%\lib\" exit /b 1
powershell -NoProfile -ExecutionPolicy Bypass -Command "$h=$env:tito_home; $s=(Get-Item -LiteralPath ($h+'\.tito\stamp')); foreach($m in Get-Content -LiteralPath ($h+'\.tito\made')){ if(-not (Test-Path -LiteralPath ($h+'\'+$m))){ exit 1 } }; $f=@(Get-Item -LiteralPath ($h+'\pom.xml')); $f+=Get-ChildItem -LiteralPath ($h+'\.mvn') -Recurse -File; foreach($d in Get-ChildItem -LiteralPath $h -Directory | Where-Object { $_.Name -like 'tinytorch-*' -or $_.Name -eq 'milestones' }){ $f+=Get-ChildItem -LiteralPath $d.FullName -Recurse | Where-Object { $_.FullName -notmatch '\\(target|python)(\\|$)' -and ($_.FullName -match '\\src(\\|$)' -or $_.Name -eq 'pom.xml') } }; foreach($x in $f){ if($x.LastWriteTimeUtc -gt $s.LastWriteTimeUtc){ exit 1 } }; exit 0"
exit /b %errorlevel%

:build
call :up_to_date
if not errorlevel 1 exit /b 0
echo tito: building TinyTorch; the first time takes a minute or two, Maven may have to download libraries 1>&2
>"%state%\stamp.new" type nul
set "JAVA_HOME=%jdk%"
if not defined MAVEN_OPTS set "MAVEN_OPTS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
call "%tito_home%\mvnw.cmd" -f "%tito_home%\pom.xml" -q -B -DskipTests package >"%state%\build.log" 2>&1 <nul
if errorlevel 1 goto build_failed
if exist "%state%\lib\" rmdir /s /q "%state%\lib"
del /q "%state%\tito.aot" "%state%\aot.jdk" 2>nul
mkdir "%state%\lib"
copy /y "%tito_home%\tinytorch-setup\tito\target\lib\*.jar" "%state%\lib\" >nul || goto build_failed
copy /y "%tito_home%\tinytorch-setup\tito\target\tinytorch-tito-*.jar" "%state%\lib\" >nul || goto build_failed
call :train
>"%state%\made" (for %%m in (tinytorch-setup\testkit\target\lib milestones\target\lib tinytorch-tensor\target\test-classes) do echo %%m)
move /y "%state%\stamp.new" "%state%\stamp" >nul
echo tito: built 1>&2
exit /b 0

:build_failed
powershell -NoProfile -Command "Get-Content -LiteralPath ($env:state+'\build.log') -Tail 25" 1>&2
echo tito: the build failed; all of Maven's output is in %state%\build.log 1>&2
exit /b 9

:train
call :class_path
"%jdk%\bin\java.exe" "-XX:AOTCacheOutput=%state%\tito.aot" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m -Xlog:disable --enable-native-access=ALL-UNNAMED "-Dtito.home=%tito_home%" -cp "%cp%" tinytorch.tito.Training >>"%state%\build.log" 2>&1 <nul
if errorlevel 1 goto no_cache
>"%state%\aot.jdk" echo %jdk%
exit /b 0
:no_cache
del /q "%state%\tito.aot" 2>nul
exit /b 0

:class_path
set "cp="
for %%j in ("%state%\lib\*.jar") do call :add_jar "%%~fj"
exit /b 0
:add_jar
if defined cp (set "cp=%cp%;%~1") else (set "cp=%~1")
exit /b 0
